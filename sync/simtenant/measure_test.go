package simtenant

import (
	"fmt"
	"io"
	"runtime"
	"testing"
	"time"
)

// BenchmarkStart measures making tenants; BenchmarkSixtyDays the default one's
// two months with its truth.
func BenchmarkStart(b *testing.B) {
	for _, users := range []int{500, 20_000, 1_000_000} {
		b.Run(fmt.Sprintf("users=%d", users), func(b *testing.B) {
			for b.Loop() {
				t := New(Config{Users: users})
				runtime.GC()
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				b.ReportMetric(float64(m.HeapAlloc)/1e6, "MB-live")
				runtime.KeepAlive(t)
			}
		})
	}
}

func BenchmarkSixtyDays(b *testing.B) {
	for _, users := range []int{500, 20_000} {
		for _, truth := range []bool{false, true} {
			b.Run(fmt.Sprintf("users=%d/truth=%v", users, truth), func(b *testing.B) {
				for b.Loop() {
					t := New(Config{Users: users})
					for range 60 {
						t.Clock().Advance(24 * time.Hour)
						if truth {
							must(b, t.WriteTruth(io.Discard))
						}
					}
				}
			})
		}
	}
}

func BenchmarkUsersPage(b *testing.B) {
	c := newCaller(b, Config{Users: 20_000})
	b.ReportAllocs()
	for b.Loop() {
		c.get("/v1.0/users?$top=999&$select=" + everything)
	}
}
