package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
)

// iconSizes are the pixels of the icons that some package takes.
var iconSizes = []int{16, 24, 32, 48, 64, 128, 256, 512, 1024}

// icon is the picture of the program in one of the iconSizes, as PNG.
func (k *packaging) icon(size int) string {
	return filepath.Join(k.work, "icons", strconv.Itoa(size)+".png")
}

// drawIcons makes every icon from the one drawing.
func (k *packaging) drawIcons(ctx context.Context, s *stepRun) error {
	if err := os.MkdirAll(filepath.Join(k.work, "icons"), 0o755); err != nil {
		return fmt.Errorf("make the folder of icons: %w", err)
	}
	for _, size := range iconSizes {
		pixels := strconv.Itoa(size)
		draw := command{args: []string{"rsvg-convert", "-w", pixels, "-h", pixels, "-o", k.icon(size), s.path(filepath.FromSlash(product.icon))}}
		if err := s.do(ctx, draw); err != nil {
			return err
		}
	}
	return nil
}
