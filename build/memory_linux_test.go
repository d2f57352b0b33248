package main

import "testing"

func TestFreeMemory_IsWhatProgramsCanStillGet(t *testing.T) {
	got, err := freeMemory("MemTotal:       24683656 kB\nMemFree:          100000 kB\nMemAvailable:   20000000 kB\nBuffers:           1 kB\n")
	if want := int64(20000000) << 10; err != nil || got != want {
		t.Errorf("%d bytes are free (%v), want %d", got, err, want)
	}
	if _, err := freeMemory("MemTotal: 1 kB\n"); err == nil {
		t.Error("memory of which nothing is told counts as free")
	}
}
