package simtenant

import (
	"strings"
	"time"
)

// A reportRow is one service of one person, as the license report counts.
type reportRow struct {
	who     int32
	holding holding
	plan    *plan
}

// rowsOf lists a person's services: every product plan of every effective
// license that is not switched off.
func (w *world) rowsOf(n int32, yield func(reportRow)) {
	for _, h := range w.people[n].holdings {
		if !h.effective() {
			continue
		}
		for i := range catalog[h.sku].plans {
			p := &catalog[h.sku].plans[i]
			if p.product != "" && h.disabled&(1<<i) == 0 {
				yield(reportRow{n, h, p})
			}
		}
	}
}

// unknownInReport says whether the report hides the name: of everyone who left,
// from that instant, and of some others while a knob says so.
func (w *world) unknownInReport(n int32, k *Knobs) bool {
	if !w.people[n].present() || w.now < w.lagging[n] {
		return true
	}
	if k.UnresolvedEvery <= 0 || int(n)%k.UnresolvedEvery != 0 {
		return false
	}
	return k.UnresolvedFor <= 0 || (w.now-k.setAt)%day < moment((k.UnresolvedFor+time.Second-1)/time.Second)
}

const (
	header2022 = "User Name,Email Address,Service,License,License Assigned Date,Is Trial,Expiration Date\r\n"
	header2017 = "User name,Email address,Service,License,Assigned date,Is trial\r\n"
)

// report writes the license report of this instant.
func (w *world) report(k *Knobs) []byte {
	b := make([]byte, 0, 4096+len(w.people)*96)
	if k.ReportBOM {
		b = append(b, "\ufeff"...)
	}
	old := k.ReportHeader == "2017"
	if old {
		b = append(b, header2017...)
	} else {
		b = append(b, header2022...)
	}
	for n := range w.people {
		if !w.inReport(int32(n)) {
			continue
		}
		name, address := w.name(int32(n)), w.address(int32(n))
		if w.unknownInReport(int32(n), k) {
			name, address = k.unknownWord(), k.unknownWord()
		}
		w.rowsOf(int32(n), func(row reportRow) {
			b = appendCell(b, name)
			b = appendCell(append(b, ','), address)
			b = appendCell(append(b, ','), w.serviceName(row.holding.sku, row.plan))
			b = append(appendCell(append(b, ','), w.licenseName(row.holding.sku)), ',')
			b = appendRest(b, row, old)
		})
	}
	return b
}

func appendRest(b []byte, row reportRow, old bool) []byte {
	trial := catalog[row.holding.sku].trial
	if old {
		b = append(row.holding.at.time().AppendFormat(b, "1/2/2006"), ',')
		if trial {
			b = append(b, "Yes"...)
		}
		return append(b, '\r', '\n')
	}
	const layout = "1/2/2006 3:04:05 PM"
	b = append(row.holding.at.time().AppendFormat(b, layout), ',')
	if trial {
		b = append(b, "TRUE,"...)
	} else {
		b = append(b, "FALSE,"...)
	}
	if row.holding.ends != 0 {
		b = row.holding.ends.time().AppendFormat(b, layout)
	}
	return append(b, '\r', '\n')
}

// appendCell quotes where RFC 4180 asks for it, and nowhere else. What is no UTF-8 is
// replaced, as by every program that writes a text.
func appendCell(b []byte, s string) []byte {
	s = strings.ToValidUTF8(s, "\ufffd")
	if !strings.ContainsAny(s, "\",\r\n") {
		return append(b, s...)
	}
	b = append(b, '"')
	b = append(b, strings.ReplaceAll(s, `"`, `""`)...)
	return append(b, '"')
}
