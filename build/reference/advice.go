package main

import "licenseledger/store/ledger"

// about says of a code when it comes and what to do about it.
type about struct{ when, do string }

// advice has an entry for every error code: the page is not made without.
var advice = map[ledger.Code]about{
	ledger.CodeSignInRequired: {
		"Nobody signed in yet, or the sign-in is over: the tenant asks people again after some hours or days, a password was changed, or a second proof is wanted. What was read before the sign-in ended is kept.",
		"In the window press **Sign in again**; on the console `licensectl signin FILE`. Then sync: reading goes on where it stopped. If it comes every night, the tenant has a sign-in frequency: sign in with a certificate (`licensectl connect --auth certificate`), which needs nobody."},
	ledger.CodeConsentRequired: {
		"The sign-in works, but the app registration was never given a permission, or nobody consented to it. The message names the permission.",
		"Send the page of `licensectl request` to whoever may consent, or open the link that the message tells. `licensectl doctor FILE` shows what is missing, one source after the other. Other sources are read meanwhile."},
	ledger.CodeForbidden: {
		"The permission is there and Microsoft still refuses: the account that signed in lacks the role, or a rule of the tenant (Conditional Access) stands in the way.",
		"`licensectl doctor FILE`, or **Settings > Sign-in and permissions > Check now**, says which role is needed and links to where it is given. [Permissions](permissions.md) has the whole list. For a rule of the tenant, an administrator can say which one."},
	ledger.CodeThrottled: {
		"Microsoft asked to wait longer than a sync waits (ten minutes for one source). Short waits are waited out without a word.",
		"Sync again later. What was read is kept, and reading goes on where it stopped. If it happens every day, something else in your tenant asks Microsoft a lot at that hour: choose another one."},
	ledger.CodeOffline: {
		"No connection to Microsoft: the network, the name service, a proxy, or a certificate that this computer does not trust.",
		"Check the network and the proxy (`HTTPS_PROXY` is respected). If a proxy of your network reads along, give its authority with `licensectl connect --ca FILE.pem`. Everything read before can be looked at without a connection."},
	ledger.CodeNotFound: {
		"What was named does not exist: a file, a person, a reading, a day before the first reading.",
		"Check the spelling. `licensectl snapshots FILE` lists the readings, and a person is found by address, object id, or an address they had before."},
	ledger.CodePartial: {
		"Some sources were read and published, others were not. The [notes](#notes-of-a-sync) name each with its reason.",
		"Follow the notes. Nothing has to be undone: the next sync reads what is missing."},
	ledger.CodePending: {
		"Microsoft is still preparing its list of active user licenses. That takes minutes, in large tenants hours. Everything else is published.",
		"Nothing. Nothing has to stay open either: the next sync picks the list up. `licensectl sync FILE --wait 2h` stays for it."},
	ledger.CodeHeld: {
		"Far more people, licenses or values would have ended with this reading than usual. Most often a permission or a filter was narrowed, and nobody left. So the reading waits beside the history.",
		"Look at who it is about: **Look at it** in the window, `licensectl held FILE` on the console. If it is right, let it in; if not, mend the permission and set it aside. [When far more is gone than usual](guide/held.md) walks through it."},
	ledger.CodeDue: {
		"Everything that could be read without a person was read. The rest takes somebody who signs in: the tenant asks for that from time to time, or a rule of the tenant asks for more proof.",
		"Sign in: **Sign in and fetch** in the window's overview reads what waited, and nothing else. On the console `licensectl signin FILE`, then `licensectl sync FILE --due`. Nothing was marked as left meanwhile. [By itself, every day](guide/schedule.md) tells which sources need nobody."},
	ledger.CodeNeedsAnswer: {
		"A file can be read in more than one way: 1/2/2022 may be January or February, a short list may be the whole list or a part of it.",
		"The message asks the question. The window shows both readings; on the console the flags are `--date-order`, `--whole`, `--part`, `--taken-at`, `--map`, `--same-tenant` and `--encoding`. Nothing is guessed and nothing was changed."},
	ledger.CodeBusy: {
		"Another window, console or scheduled sync is working on the same history file. One writes at a time; looking works all the while.",
		"Wait until it is done. The message tells the number of the process. If that program is gone, the file is free again by itself."},
	ledger.CodeCanceled: {
		"Somebody stopped it: *Cancel*, Ctrl+C, or the computer was shut down in order.",
		"Nothing. What was read is kept, and the next sync goes on from there."},
	ledger.CodeInvalid: {
		"What was given cannot be used: a file that is no list, a tenant id that is none, a price with letters in it. The message says what and, of a file, in which line.",
		"Mend it and try again. Nothing was changed."},
	ledger.CodeUsage: {
		"A command, flag, column or value that does not exist. The message names the nearest one that does.",
		"`licensectl help` lists the commands, `licensectl COMMAND --help` the flags with examples, and [the console page](console.md) everything at once."},
	ledger.CodeStale: {
		"The figures on the screen are older than the history: a sync or an import came in between.",
		"Nothing: the window reads them again by itself. A program that gets this opens its view again."},
	ledger.CodeReadOnly: {
		"The folder or the file cannot be written: a share for reading, a USB stick with a switch, a folder of another user. Looking works.",
		"Copy the file to a folder of yours and open it there, or ask for the right to write."},
	ledger.CodeNotALedger: {
		"The file is something else, or its first bytes are damaged. Nothing was written to it.",
		"History files end in `.ledger`. A download (.csv) is not opened but imported: `licensectl import FILE.ledger list.csv`. If it was one yesterday, see [backup and restore](guide/backup.md)."},
	ledger.CodeLost: {
		"The file was moved, deleted or replaced while it was open, or its disk was disconnected. No new file is made in its place.",
		"Put it back, or open it where it lies now. What was on the screen can be looked at until then."},
	ledger.CodeSchemaTooNew: {
		"A newer version of License Ledger wrote the file. This one leaves it alone rather than misreading it.",
		"Update this computer's License Ledger. Going back to an older version is possible with the copy that the newer one made beside the file when it first opened it."},
	ledger.CodeCursorExpired: {
		"Microsoft no longer accepts the place where reading stopped, most often because it was a day ago.",
		"Sync once more: that source is read from its beginning."},
	ledger.CodeDiskFull: {
		"There is no room to write. What was there before is unharmed.",
		"Make room and try again. `licensectl thin FILE --preview` shows which old days could go, `licensectl compact FILE` gives room inside the file back to the disk."},
	ledger.CodeNoDisplay: {
		"The window was started where there is no screen, such as over SSH.",
		"Use `licensectl`, which does everything the window does, or start the window in a desktop session."},
	ledger.CodeInternal: {
		"A defect of License Ledger. The history file is safe: what is written is written whole or not at all.",
		"Try again. `licensectl check FILE` tells whether the file is sound. If it stays, report it with the message: it has no names and no secrets in it."},
}

// noteAbout is a note of a sync with what it means and what to do.
type noteAbout struct {
	code  string
	about about
}

// warningAdvice has an entry for every note that says why something was not read.
var warningAdvice = []noteAbout{
	{ledger.WarnPermissionMissing, about{"Microsoft refused this source", "an administrator grants the permission that the note names, then sync"}},
	{ledger.WarnRoleMissing, about{"the app may read sign-ins, whoever signed in may not", "an administrator gives the role *Reports Reader*"}},
	{ledger.WarnNotConsented, about{"nobody consented to the service it comes from, or the tenant does not have it yet", "an administrator consents, or somebody opens Power Apps once in the tenant"}},
	{ledger.WarnSignIn, about{"the sign-in ended in the middle", "sign in again, then sync"}},
	{ledger.WarnSignInRefused, about{"a rule of the tenant refuses the sign-in", "an administrator can say which one"}},
	{ledger.WarnUnreachable, about{"Microsoft could not be reached, or could not answer", "nothing: the next sync goes on where this one stopped"}},
	{ledger.WarnThrottled, about{"Microsoft asked to wait longer than a sync waits", "the same"}},
	{ledger.WarnReportPending, about{"Microsoft is still preparing the list", "nothing: the next sync picks it up"}},
	{ledger.WarnSearchPending, about{"Microsoft is still searching the audit log", "nothing: the next sync picks it up"}},
	{ledger.WarnGoesOn, about{"who was seen in use is not read up to today: one sync gives so many minutes to it", "nothing, or more minutes: `licensectl connect --use-minutes`"}},
	{ledger.WarnHeld, about{"far more would have ended than usual, so the reading waits for your OK", "`licensectl held FILE`"}},
	{ledger.WarnNotRead, about{"this source was not read for the day that is shown", "sync, or choose another day"}},
	{ledger.WarnNoPremium, about{"sign-ins take Microsoft Entra ID P1, which the tenant does not have", "nothing: it is asked again tomorrow"}},
	{ledger.WarnAuditingOff, about{"nobody writes the tenant's audit log", "it is switched on in the Microsoft Purview portal; the first launches are there some hours later"}},
	{ledger.WarnNotInCloud, about{"the tenant's cloud has no audit search", "nothing; sign-ins tell of use there"}},
}
