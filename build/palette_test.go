package main

import (
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"
)

func TestShrinkPicture_KeepsWhatMostPointsHave(t *testing.T) {
	dir := t.TempDir()
	from, to := filepath.Join(dir, "from.png"), filepath.Join(dir, "to.png")
	// A field of one blue, under it a line of colors that are all kept, and one of
	// too many.
	picture := image.NewRGBA(image.Rect(0, 0, 300, 20))
	blue := color.RGBA{10, 60, 200, 255}
	for x := range 300 {
		for y := range 20 {
			picture.Set(x, y, blue)
		}
		picture.Set(x, 0, line(x%100))
		picture.Set(x, 1, color.RGBA{uint8(x), 200, uint8(x / 2), 255})
	}
	file, err := os.Create(from)
	if err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(file, picture); err != nil {
		t.Fatal(err)
	}
	file.Close()
	if err := shrinkPicture(from, to); err != nil {
		t.Fatal(err)
	}
	file, err = os.Open(to)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	small, err := png.Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	paletted, ok := small.(*image.Paletted)
	if !ok || len(paletted.Palette) > 256 || small.Bounds() != picture.Bounds() {
		t.Fatalf("got %T of %v", small, small.Bounds())
	}
	if got := color.RGBAModel.Convert(small.At(150, 10)); got != blue {
		t.Errorf("the field is %v, want %v", got, blue)
	}
	for x := range 300 {
		if got := color.RGBAModel.Convert(small.At(x, 0)); got != line(x%100) {
			t.Errorf("point %d is %v, want %v", x, got, line(x%100))
		}
	}
}

func line(x int) color.RGBA { return color.RGBA{uint8(2 * x), uint8(x), uint8(x / 2), 255} }
