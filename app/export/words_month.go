package export

// Words of the workbook of a month.
var monthEnglish = map[string]string{
	"title": "Licenses and cost, %s", "month": "Month", "state": "State of the month", "open": "open: its last reading so far that can be opened",
	"closed": "closed: this reading stands for it", "closed_at": "Closed on", "later": "Later readings of the month, not used",
	"before": "Compared with the reading of", "people_rows": "Rows of People", "digest": "SHA-256 of the rows of People as CSV",
	"prices": "Prices used", "price_from": "From", "no_prices": "none: nobody set one for a license of the month",
	"summary": "Summary", "bought": "Bought", "assigned": "Assigned", "used": "Seen in use", "free": "Free", "price": "Price", "per": "For",
	"per_month": "a month", "per_year": "a year", "cost": "Cost a month", "unpriced": "Units without a price", "bought_change": "Bought, change",
	"cost_change": "Cost, change", "blocked": "Held, sign-in blocked", "total": "Total", "total_before": "The month before", "total_free": "Free and trials, not in the total",
	"movement": "Movement", "start": "At the start", "new": "New", "returned": "Came back", "swapped_in": "Swapped in", "ended": "Ended",
	"left": "Left", "swapped_out": "Swapped out", "end": "At the end",
	"unmoved_no_reading":   "Nothing was read in the month before, so that only the end is known.",
	"unmoved_not_read":     "Who holds which license was not read for both months, so that they are not compared.",
	"unmoved_other_source": "Who holds which license was read in another way in the month before, so that the two are not compared.",
	"unmoved_same_listing": "Who holds which license was not read again since the month before, so that only the end is known.",
	"centers":              "By cost center", "units": "Units", "no_center": "(no cost center)", "part_untold": "(assigned, holder not told)", "part_not_assigned": "(not assigned)",
	"part_over_assigned": "(over-assigned)", "cost_by_center": "Cost a month by cost center", "parts": "Cost centers by license",
	"people": "People", "back": "Seats that came back", "at_start": "Held at the start", "first_seen": "Held since, at latest",
}

var monthDutch = map[string]string{
	"title": "Licenties en kosten, %s", "month": "Maand", "state": "Stand van de maand", "open": "open: de laatste lezing tot nu toe die te openen is",
	"closed": "afgesloten: deze lezing geldt voor de maand", "closed_at": "Afgesloten op", "later": "Latere lezingen van de maand, niet gebruikt",
	"before": "Vergeleken met de lezing van", "people_rows": "Rijen van Personen", "digest": "SHA-256 van de rijen van Personen als CSV",
	"prices": "Gebruikte prijzen", "price_from": "Vanaf", "no_prices": "geen: niemand gaf er een op voor een licentie van de maand",
	"summary": "Overzicht", "bought": "Gekocht", "assigned": "Toegewezen", "used": "In gebruik gezien", "free": "Vrij", "price": "Prijs", "per": "Per",
	"per_month": "maand", "per_year": "jaar", "cost": "Kosten per maand", "unpriced": "Eenheden zonder prijs", "bought_change": "Gekocht, verschil",
	"cost_change": "Kosten, verschil", "blocked": "In bezit, aanmelden geblokkeerd", "total": "Totaal", "total_before": "De maand daarvoor", "total_free": "Gratis en proefversies, niet in het totaal",
	"movement": "Verloop", "start": "Aan het begin", "new": "Nieuw", "returned": "Teruggekomen", "swapped_in": "Erbij door ruil", "ended": "Beëindigd",
	"left": "Vertrokken", "swapped_out": "Eraf door ruil", "end": "Aan het eind",
	"unmoved_no_reading":   "In de maand daarvoor is niets gelezen; alleen het eind is bekend.",
	"unmoved_not_read":     "Wie welke licentie heeft is niet voor beide maanden gelezen; ze zijn niet vergeleken.",
	"unmoved_other_source": "Wie welke licentie heeft is in de maand daarvoor op een andere manier gelezen; de twee zijn niet vergeleken.",
	"unmoved_same_listing": "Wie welke licentie heeft is sinds de maand daarvoor niet opnieuw gelezen; alleen het eind is bekend.",
	"centers":              "Per kostenplaats", "units": "Eenheden", "no_center": "(geen kostenplaats)", "part_untold": "(toegewezen, houder niet bekend)", "part_not_assigned": "(niet toegewezen)",
	"part_over_assigned": "(te veel toegewezen)", "cost_by_center": "Kosten per maand per kostenplaats", "parts": "Kostenplaatsen per licentie",
	"people": "Personen", "back": "Vrijgekomen licenties", "at_start": "Had die aan het begin", "first_seen": "In bezit sinds, uiterlijk",
}
