package export

import "licenseledger/store/ledger"

var dutch = words{
	headers: map[string]string{
		"user_name": "Gebruikersnaam", "email_address": "E-mailadres", "service": "Service", "license": "Licentie",
		"assigned_date": "Toegewezen op", "is_trial": "Is proefversie", "expiration_date": "Vervaldatum",
		"status": "Status", "status_since_from": "Status sinds", "status_since_to": "Status sinds, uiterlijk",
		"last_known_name": "Laatst bekende naam", "last_known_email": "Laatst bekende e-mailadres",
		"identity_confidence": "Identiteit is", "candidates": "Mogelijke personen",
		"department": "Afdeling", "cost_center": "Kostenplaats", "product": "Product", "origin": "Hoort bij",
		"tier": "Soort", "assigned_by": "Toegewezen via", "group_name": "Groep", "last_used": "Laatst gebruikt",
		"last_used_source": "Laatst gebruikt volgens", "watched_since": "Gebruik gevolgd sinds", "first_seen": "Eerst gezien",
		"source": "Bron", "basis": "Basis", "as_of": "Gelezen op", "restorable_until": "Te herstellen tot",
		"user_id": "Gebruikers-id", "service_id": "Service-id", "license_id": "Licentie-id",
	},
	codes: map[string]map[string]string{
		"status": {
			"present": "Aanwezig", "blocked": "Aanmelden geblokkeerd", "soft_deleted": "Verwijderd, te herstellen", "gone": "Weg",
			"left": "Vertrokken", "unresolved": "Nog niet bekend", "unverified": "Niet gecontroleerd", "erased": "Gewist",
		},
		"identity_confidence": {"certain": "zeker", "likely": "waarschijnlijk", "one_of_n": "een van meerdere", "none": "niet bekend"},
		"product":             {"power_apps": "Power Apps", "power_automate": "Power Automate", "other": "Anders"},
		"origin": {"office_365": "Office 365", "dynamics_365": "Dynamics 365", "other_product": "Een ander product",
			"standalone": "Los gekocht", "unknown": "Niet bekend"},
		"tier":        {"paid": "Betaald", "seeded": "Inbegrepen", "trial": "Proefversie", "free": "Gratis", "developer": "Ontwikkelaar"},
		"assigned_by": {"direct": "Rechtstreeks", "group": "Groep"},
		"basis":       {"report": "Rapport van Microsoft", "directory": "Directory", "none": "Niet gelezen"},
	},
	sheets: map[ledger.ViewKind]string{
		ledger.ViewList: "Gebruikerslicenties", ledger.ViewAssigned: "Alle toegewezen", ledger.ViewNeverUsed: "Gebruik nooit gezien",
		ledger.ViewDeparted: "Vertrokken personen", ledger.ViewBlocked: "Geblokkeerd", ledger.ViewTrials: "Proefversies", ledger.ViewUsers: "Personen",
	},
	sources: map[string]string{
		ledger.SourceOrganization: "Tenant", ledger.SourceSubscribedSkus: "Gekochte licenties",
		ledger.SourceSubscriptions: "Abonnementen",
		ledger.SourceUsers:         "Personen en hun licenties", ledger.SourceDeletedUsers: "Verwijderde personen",
		ledger.SourceLicenseReport:    "Rapport van actieve gebruikerslicenties",
		ledger.SourceFileReport2017:   "Gedownload rapport (indeling van 2017)",
		ledger.SourceFileReport2022:   "Gedownload rapport (indeling van 2022)",
		ledger.SourceFileActiveUsers:  "Gedownloade export van actieve gebruikers",
		ledger.SourceFileDeletedUsers: "Gedownloade export van verwijderde gebruikers",
		ledger.SourceFileUse:          "Gedownload licentiegebruik (Active users)",
		ledger.SourceFileLicensed:     "Gedownloade gebruikers met een licentie",
		ledger.SourceFileRequired:     "Gedownloade lijst van vereiste licenties",
	},
	bases: map[ledger.Basis]string{
		ledger.BasisReport:    "Rapport van Microsoft: personen die een licentie hebben en die minstens eenmaal gebruikten",
		ledger.BasisDirectory: "Licenties toegewezen in de directory; gebruik is niet bekend",
		ledger.BasisNone:      "Voor deze dag is niets gelezen",
	},
	about: map[string]string{
		"sheet": "Over", "sample": "VOORBEELDGEGEVENS: deze personen en licenties bestaan niet",
		"tenant": "Tenant", "tenant_id": "Tenant-id", "day": "Dag", "at": "Gelezen op", "zone": "Dagen en tijden in zone",
		"basis": "Basis", "rows": "Rijen", "people": "Personen", "unknown": "Rijen met Onbekend",
		"filter": "Filter", "search": "Zoeken", "sort": "Gesorteerd op", "no_filter": "geen: elke rij van de dag",
		"made_at": "Bestand gemaakt op", "made_by": "Gemaakt met",
		"source": "Bron", "source_at": "Laatst gelezen op", "age": "Leeftijd op deze dag", "facts": "Gegevens", "not_read": "niet gelezen",
		"warnings": "Waarschuwingen", "no_warnings": "geen",
	},
	unknown: "Onbekend",
	yes:     "WAAR", no: "ONWAAR",
	goDate:   [3]string{toSecond: "02-01-2006 15:04:05", toDay: "02-01-2006", toMonth: "01-2006"},
	cellDate: [3]string{toSecond: "dd-mm-yyyy hh:mm:ss", toDay: "dd-mm-yyyy", toMonth: "mm-yyyy"},
	cut:      "… [ingekort]",
	ageUnits: [3]string{"%d min", "%d uur", "%d dagen"},
	pageOf:   "Pagina &P van &N",
}
