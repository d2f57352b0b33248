// Command leaving records what programs send to anybody, for the end-to-end tests as
// package proxytest does for the tests that are written in Go, and holds it to the same
// closed list of calls:
//
//	leaving
//
// It prints a line of JSON with the address of a proxy and who vouches for the hosts that
// it leads to. Each line of JSON that it reads is answered by one, with what came since the
// line before and what is outside of the list; it ends with its input. A line may say what
// a simulated tenant was asked, as that counts it, or that Microsoft's names lead to one
// from now on:
//
//	{"tenant": {"graph GET /v1.0/users": 3}}
//	{"lead": {"address": "127.0.0.1:4711", "authority": "PEM"}}
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"sync/atomic"

	"licenseledger/sync/proxytest"
)

func main() {
	if err := run(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// question is a line that is read.
type question struct {
	Tenant map[string]int `json:"tenant"`
	Lead   *struct {
		Address   string `json:"address"`
		Authority string `json:"authority"`
	} `json:"lead"`
}

func run(in io.Reader, out io.Writer) error {
	var tenant atomic.Value // an http.Handler: where Microsoft's names lead
	tenant.Store(http.NotFound)
	microsoft := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		tenant.Load().(func(http.ResponseWriter, *http.Request))(w, r)
	})
	proxy, err := proxytest.Start(proxytest.Options{Leads: proxytest.Microsoft(microsoft)})
	if err != nil {
		return err
	}
	defer proxy.Close()
	answers := json.NewEncoder(out)
	if err := answers.Encode(map[string]string{"url": proxy.URL, "authority": string(proxy.CA)}); err != nil {
		return err
	}
	told := 0
	for questions := json.NewDecoder(in); ; {
		var q question
		if err := questions.Decode(&q); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return fmt.Errorf("read a question: %w", err)
		}
		if q.Lead != nil {
			tenant.Store(proxytest.ToTenant(q.Lead.Address, []byte(q.Lead.Authority)).ServeHTTP)
		}
		all := proxy.Asked()
		left := map[string]*proxytest.Left{"tenant": proxytest.LeftAt(q.Tenant), "proxy": proxytest.LeftThrough(all[told:])}
		told = len(all)
		if err := answers.Encode(left); err != nil {
			return err
		}
	}
}
