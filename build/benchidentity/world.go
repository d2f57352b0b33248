package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"time"

	"licenseledger/sync/simtenant"
)

// world is the truth about a tenant at an instant.
type world struct {
	at     time.Time
	people []person
	byID   map[string]person
	rows   []row
}

// person is an account that exists or existed, as the truth tells it.
type person struct {
	UserID       string     `json:"user_id"`
	UserName     string     `json:"user_name"`
	EmailAddress string     `json:"email_address"`
	Mail         string     `json:"mail"`
	UPN          string     `json:"upn"`
	State        string     `json:"state"`
	CreatedAt    time.Time  `json:"created_at"`
	LeftAt       *time.Time `json:"left_at"`
}

// row is one service of one person, as the truth tells it.
type row struct {
	UserID         string     `json:"user_id"`
	Service        string     `json:"service"`
	ServiceID      string     `json:"service_id"`
	License        string     `json:"license"`
	AssignedDate   time.Time  `json:"assigned_date"`
	IsTrial        bool       `json:"is_trial"`
	ExpirationDate *time.Time `json:"expiration_date"`
	Reported       bool       `json:"reported"`
	Held           bool       `json:"held"`
}

func truthOf(tenant *simtenant.Tenant) (*world, error) {
	var text bytes.Buffer
	if err := tenant.WriteTruth(&text); err != nil {
		return nil, err
	}
	w := &world{at: tenant.Clock().Now(), byID: map[string]person{}}
	lines := json.NewDecoder(&text)
	for {
		var raw json.RawMessage
		if err := lines.Decode(&raw); errors.Is(err, io.EOF) {
			return w, nil
		} else if err != nil {
			return nil, err
		}
		var line struct{ Kind string }
		if err := json.Unmarshal(raw, &line); err != nil {
			return nil, err
		}
		switch line.Kind {
		case "user":
			var p person
			if err := json.Unmarshal(raw, &p); err != nil {
				return nil, err
			}
			w.people, w.byID[p.UserID] = append(w.people, p), p
		case "row":
			var r row
			if err := json.Unmarshal(raw, &r); err != nil {
				return nil, err
			}
			w.rows = append(w.rows, r)
		}
	}
}
