// Command conform reads a simulated tenant with Microsoft's own SDK for Go,
// unmodified, and prints what it read as one JSON object. It knows the public
// cloud's addresses alone: only its connections are led to where the tenant is
// served. It is a module of its own, so that nothing else depends on the SDK.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/signal"
)

type options struct {
	address     string // where the public names lead: 127.0.0.1:P
	tenant      string
	client      string
	certificate string
	authority   string // PEM to trust
	since       string // a delta link: what changed since is read too
	signIns     string // an instant: sign-ins since then are read too
	count       bool   // only count the people, as fast as the SDK can
}

func main() {
	var o options
	flag.StringVar(&o.address, "address", "", "where the tenant is served: 127.0.0.1:P")
	flag.StringVar(&o.tenant, "tenant", "", "tenant id")
	flag.StringVar(&o.client, "client-id", "", "app registration")
	flag.StringVar(&o.certificate, "certificate", "", "PEM of its certificate and key")
	flag.StringVar(&o.authority, "ca", "", "PEM of the authority to trust")
	flag.StringVar(&o.since, "since", "", "a delta link of an earlier reading")
	flag.StringVar(&o.signIns, "sign-ins", "", "RFC 3339: read sign-ins since then")
	flag.BoolVar(&o.count, "count", false, "only count the people, page by page")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, o)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, o options) error {
	r, err := connect(o)
	if err != nil {
		return fmt.Errorf("connect: %w", err)
	}
	var got reading
	if o.count {
		got.Counted, err = r.count(ctx)
	} else {
		got, err = r.read(ctx, o.since, o.signIns)
	}
	if err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(got)
}

// reading is what the SDK read. Ids are as Microsoft spells them.
type reading struct {
	Counted   int       `json:"counted,omitempty"`
	People    []person  `json:"people"`
	Deleted   []string  `json:"deleted"`
	Licenses  []license `json:"licenses"`
	Changed   []person  `json:"changed"` // since the delta link, or everybody
	DeltaLink string    `json:"delta_link"`
	SignIns   []signIn  `json:"sign_ins"`
}

// signIn is somebody who signed in to a program, and to what behind it, at least once.
type signIn struct {
	User     string `json:"user"`
	Name     string `json:"name"` // that it signed in with
	App      string `json:"app"`
	Resource string `json:"resource"`
}

type person struct {
	ID         string   `json:"id"`
	Name       string   `json:"name"`
	Mail       string   `json:"mail"`
	UPN        string   `json:"upn"`
	Department string   `json:"department"`
	Enabled    bool     `json:"enabled"`
	Plans      []string `json:"plans"`   // service plans that are enabled
	Removed    string   `json:"removed"` // why, of who was removed
}

type license struct {
	ID       string `json:"id"`
	Bought   int32  `json:"bought"`
	Assigned int32  `json:"assigned"`
}
