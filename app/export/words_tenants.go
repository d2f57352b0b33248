package export

// Words of the workbook over all tenants.
var tenantsEnglish = map[string]string{
	"title": "All tenants", "tenants": "Tenants", "licenses": "Licenses", "needs": "Needs you", "tenant": "Tenant", "sample": "%s (sample)", "file": "History file",
	"list_read": "Last list", "people": "People", "bought": "Bought", "assigned": "Assigned", "free": "Free", "over": "Over-assigned",
	"cost": "Cost a month", "unpriced": "Units without a price", "worst": "What first", "last_sync": "Last sync", "sync_state": "How it ended", "why": "Why", "at": "Newest reading",
	"used": "Seen in use", "price": "Price", "per": "For", "per_month": "a month", "per_year": "a year", "renews": "Renews on", "part_number": "Part number",
	"what": "What", "need_rows": "Rows", "need_people": "People concerned", "days": "Days since", "source": "Source",
	"sync_complete": "read everything", "sync_partial": "read part of it", "sync_failed": "failed", "sync_canceled": "stopped", "sync_running": "not ended",
	"sync_failed_need": "The last sync failed", "not_read": "Could not be read",
	"need_sign_in": "Somebody has to sign in again", "need_held": "A sync waits for your OK", "need_due": "Something waits for a sign-in", "need_partial": "The newest reading is not whole", "need_old": "Not read for long", "need_blocked": "Sign-in blocked, still licensed",
	"need_trials": "Trials that end within 30 days", "need_unresolved": "Unknown rows that nobody can be named for yet",
	"unread": "The file could not be read (%s).", "unread_not_found": "The file is not there any more: it was moved or deleted.", "unread_busy": "Another program keeps the file locked.",
	"unread_schema_too_new": "A newer version of License Ledger wrote the file.", "unread_not_a_ledger": "The file is damaged, or no history file.",
	"unread_offline": "The drive or network place of the file did not answer.", "unread_read_only": "The file may not be read by this account.",
	"count": "Tenants", "names": "Names of people", "no_names": "none: this workbook names nobody",
	"seats_are": "Bought, assigned and free", "paid_only": "of licenses that are paid for; free plans and trials are on the sheet Licenses only", "age": "Age", "nothing_read": "nothing was read yet",
	"too_old": "too old to count", "list": "License list",
}

var tenantsDutch = map[string]string{
	"title": "Alle tenants", "tenants": "Tenants", "licenses": "Licenties", "needs": "Vraagt je aandacht", "tenant": "Tenant", "sample": "%s (voorbeeld)", "file": "Geschiedenisbestand",
	"list_read": "Laatste lijst", "people": "Personen", "bought": "Gekocht", "assigned": "Toegewezen", "free": "Vrij", "over": "Te veel toegewezen",
	"cost": "Kosten per maand", "unpriced": "Eenheden zonder prijs", "worst": "Wat eerst", "last_sync": "Laatste synchronisatie", "sync_state": "Afloop", "why": "Waarom", "at": "Nieuwste meting",
	"used": "In gebruik gezien", "price": "Prijs", "per": "Per", "per_month": "maand", "per_year": "jaar", "renews": "Wordt verlengd op", "part_number": "Productcode",
	"what": "Wat", "need_rows": "Regels", "need_people": "Betreft personen", "days": "Dagen geleden", "source": "Bron",
	"sync_complete": "alles gelezen", "sync_partial": "een deel gelezen", "sync_failed": "mislukt", "sync_canceled": "gestopt", "sync_running": "niet afgerond",
	"sync_failed_need": "De laatste synchronisatie is mislukt", "not_read": "Kon niet worden gelezen",
	"need_sign_in": "Iemand moet opnieuw aanmelden", "need_held": "Een synchronisatie wacht op je akkoord", "need_due": "Er wacht iets op aanmelden", "need_partial": "De nieuwste meting is niet volledig", "need_old": "Lang niet gelezen", "need_blocked": "Aanmelden geblokkeerd, nog een licentie",
	"need_trials": "Proefversies die binnen 30 dagen aflopen", "need_unresolved": "Regels waarvan nog niet bekend is van wie ze zijn",
	"unread": "Het bestand kon niet worden gelezen (%s).", "unread_not_found": "Het bestand is er niet meer: het is verplaatst of verwijderd.", "unread_busy": "Een ander programma houdt het bestand vergrendeld.",
	"unread_schema_too_new": "Een nieuwere versie van License Ledger heeft het bestand geschreven.", "unread_not_a_ledger": "Het bestand is beschadigd, of geen geschiedenisbestand.",
	"unread_offline": "Het station of de netwerkplek van het bestand antwoordde niet.", "unread_read_only": "Dit account mag het bestand niet lezen.",
	"count": "Tenants", "names": "Namen van personen", "no_names": "geen: dit werkboek noemt niemand",
	"seats_are": "Gekocht, toegewezen en vrij", "paid_only": "van licenties waarvoor betaald wordt; gratis plannen en proefversies staan alleen op het blad Licenties", "age": "Leeftijd", "nothing_read": "er is nog niets gelezen",
	"too_old": "te oud om mee te tellen", "list": "Licentielijst",
}
