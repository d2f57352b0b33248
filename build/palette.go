package main

import (
	"cmp"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"maps"
	"os"
	"slices"
)

// shrinkPicture writes a PNG of few colors: those that most of its points have, and for
// every other point the nearest of them. A picture of a window has few to begin with, and
// becomes a third of its size.
func shrinkPicture(from, to string) error {
	file, err := os.Open(from)
	if err != nil {
		return fmt.Errorf("read a picture: %w", err)
	}
	defer file.Close()
	picture, err := png.Decode(file)
	if err != nil {
		return fmt.Errorf("read the picture %s: %w", from, err)
	}
	small := image.NewPaletted(picture.Bounds(), usual(picture, 256))
	nearest := map[color.RGBA]uint8{}
	each(picture, func(x, y int, c color.RGBA) {
		index, known := nearest[c]
		if !known {
			index = uint8(small.Palette.Index(c))
			nearest[c] = index
		}
		small.SetColorIndex(x, y, index)
	})
	out, err := os.Create(to)
	if err != nil {
		return fmt.Errorf("write a picture: %w", err)
	}
	defer out.Close()
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(out, small); err != nil {
		return fmt.Errorf("write a picture: %w", err)
	}
	return out.Close()
}

// usual gives the n colors that most points of a picture have, always in the same order.
func usual(picture image.Image, n int) color.Palette {
	points := map[color.RGBA]int{}
	each(picture, func(_, _ int, c color.RGBA) { points[c]++ })
	number := func(c color.RGBA) int { return int(c.R)<<16 | int(c.G)<<8 | int(c.B) }
	all := slices.SortedFunc(maps.Keys(points), func(a, b color.RGBA) int {
		return cmp.Or(cmp.Compare(points[b], points[a]), cmp.Compare(number(a), number(b)))
	})
	var palette color.Palette
	for _, c := range all[:min(n, len(all))] {
		palette = append(palette, c)
	}
	return palette
}

// each visits the points of a picture, which is opaque.
func each(picture image.Image, visit func(x, y int, c color.RGBA)) {
	bounds := picture.Bounds()
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			r, g, b, _ := picture.At(x, y).RGBA()
			visit(x, y, color.RGBA{uint8(r >> 8), uint8(g >> 8), uint8(b >> 8), 255})
		}
	}
}
