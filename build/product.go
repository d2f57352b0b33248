package main

// product is what every package says about the program: the one place where it is written
// down. wails.json, which Wails wants, repeats part of it, and a test compares the two. The
// version is no part of it: that is the release tag of the commit, and nothing else.
var product = productFacts{
	name:        "License Ledger",
	window:      "license-ledger",
	console:     "licensectl",
	publisher:   "License Ledger contributors",
	mail:        "maintainers@licenseledger.invalid",
	copyright:   "Copyright (c) 2026 License Ledger contributors",
	license:     "MIT",
	id:          "org.licenseledger.LicenseLedger",
	summary:     "Who holds and who uses Power Apps and Power Automate licenses",
	description: "License Ledger reads who holds and who uses licenses of Microsoft 365 and the Power Platform from your tenant into one file on your disk, and keeps every reading. It opens any past day like today, says what changed between two days, tells who was behind Unknown, and exports Excel and CSV. It only reads: nothing in the tenant is ever changed.",
	icon:        "build/packaging/icon.svg",
	file: fileKind{
		extension: "ledger",
		name:      "License Ledger history file",
		mime:      "application/vnd.license-ledger",
		progID:    "LicenseLedger.History",
	},
}

// productFacts are what packages say about the program.
type productFacts struct {
	name        string // as people read it
	window      string // file name of the window program, and name of its package
	console     string // file name of the console program, and name of its package
	publisher   string
	mail        string // for the Maintainer of Debian; nobody reads .invalid, until there is a mailbox
	copyright   string
	license     string // by its SPDX name
	id          string // reverse domain name: the bundle of macOS, the component of AppStream
	summary     string // less than a line, without a full stop
	description string
	homepage    string // empty as long as there is none; packages leave it out then
	icon        string // the drawing that every icon is made from, from the root of the checkout
	file        fileKind
}

// fileKind is the kind of file that a double click opens with the window.
type fileKind struct {
	extension string // without the dot
	name      string
	mime      string
	progID    string // the name of the kind in the registry of Windows
}
