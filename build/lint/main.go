// Package main is the project's own vet tool: rules that no ready linter knows. The
// build program runs it as `go vet -vettool`. Import rules are not here: depguard.json
// beside this file holds them, for depguard.
//
// A rule comes with an example that it catches and one that it lets pass, in testdata.
package main

import "golang.org/x/tools/go/analysis/unitchecker"

func main() {
	unitchecker.Main(ledgerFile)
}
