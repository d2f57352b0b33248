package main

import "context"

// goTests runs tests of packages that do something else on Windows than elsewhere, compiled
// for Windows.
func (p *windowsProof) goTests(ctx context.Context, s *stepRun) error {
	env := append(p.wine.env("GOOS=windows", "CGO_ENABLED=0"), p.cache()...)
	return goTest(ctx, s, s.root, env, "-exec", "wine", "-timeout", "30m", "./app/export/...", "./sync/auth/...")
}
