package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// signed does once more what a release with a certificate does, with one that is made here,
// and verifies every signature: of both programs, the installer and the uninstaller.
func (p *windowsProof) signed(ctx context.Context, s *stepRun) error {
	dir := filepath.Join(p.wine.dir, "signed")
	release := os.Getenv(signCertificate) + os.Getenv(signCommand)
	if err := os.MkdirAll(filepath.Join(dir, "work"), 0o755); err != nil {
		return fmt.Errorf("make a folder: %w", err)
	}
	const password = "correct horse 'battery' staple"
	trusted, err := p.makeCertificate(ctx, s, dir, password)
	if err != nil {
		return err
	}
	for name, value := range map[string]string{signCertificate: filepath.Join(dir, "sign.pfx"), signPassword: password, signKey: "", signModule: "", signTimestamp: "", signCommand: ""} {
		was, set := os.LookupEnv(name)
		if err := os.Setenv(name, value); err != nil {
			return err
		}
		defer restore(name, was, set)
	}
	sign, err := p.signerFromEnv()
	if err != nil {
		return err
	}
	defer sign.forget()
	// Copies of the programs, so that what is handed out stays as it was built.
	k := *p.packaging
	k.work, k.dir = filepath.Join(dir, "work"), dir
	w := windowsPackage{&k, p.goarch, sign}
	if err := s.do(ctx, command{args: []string{"cp", "-r", p.work + "/windows-" + p.goarch, p.notices(), k.work + "/"}}); err != nil {
		return err
	}
	programs := []string{w.program(product.window), w.program(product.console)}
	for _, program := range programs {
		if err := sign.signFile(ctx, s, program); err != nil {
			return err
		}
	}
	if err := w.buildInstaller(ctx, s); err != nil {
		return err
	}
	setup := filepath.Join(dir, w.fileName("-setup.exe"))
	installed := filepath.Join(p.wine.disk(), "signed")
	if _, err := p.wine.must(ctx, s, "", setup, "/S", "/NOPATH", "/NOFILES", `/D=C:\signed`); err != nil {
		return err
	}
	for _, program := range append(programs, setup, filepath.Join(installed, "uninstall.exe")) {
		if err := s.do(ctx, command{args: []string{"osslsigncode", "verify", "-CAfile", trusted, "-in", program}}); err != nil {
			return fmt.Errorf("%s is not signed as it should be: %w", filepath.Base(program), err)
		}
	}
	if err := s.do(ctx, command{args: []string{"osslsigncode", "verify", "-CAfile", trusted, "-in", p.setup()}}); err == nil && release == "" {
		return errors.New("an installer that was not signed passes too, so this proves nothing")
	}
	if _, err := p.wine.must(ctx, s, "", filepath.Join(installed, "uninstall.exe"), "/S"); err != nil {
		return err
	}
	return hasNot(filepath.Join(s.root, "out", "logs", "wine-signed.txt"), password)
}

func restore(name, was string, set bool) {
	if set {
		_ = os.Setenv(name, was)
		return
	}
	_ = os.Unsetenv(name)
}

// makeCertificate makes one that signs code and vouches for itself, as a PFX file with a
// password, and gives the file that trusts it.
func (p *windowsProof) makeCertificate(ctx context.Context, s *stepRun, dir, password string) (string, error) {
	secret := filepath.Join(dir, "password")
	if err := os.WriteFile(secret, []byte(password), 0o600); err != nil {
		return "", fmt.Errorf("keep a password: %w", err)
	}
	key, cert := filepath.Join(dir, "key.pem"), filepath.Join(dir, "certificate.pem")
	for _, args := range [][]string{
		{"openssl", "req", "-x509", "-newkey", "rsa:2048", "-noenc", "-sha256", "-days", "3650", "-subj", "/CN=" + product.publisher + " (proof)",
			"-addext", "keyUsage=critical,digitalSignature", "-addext", "extendedKeyUsage=codeSigning", "-keyout", key, "-out", cert},
		{"openssl", "pkcs12", "-export", "-inkey", key, "-in", cert, "-passout", "file:" + secret, "-out", filepath.Join(dir, "sign.pfx")},
	} {
		if err := s.do(ctx, command{args: args}); err != nil {
			return "", err
		}
	}
	return cert, os.Remove(secret)
}

// hasNot makes sure that a log tells no secret.
func hasNot(log, secret string) error {
	text, err := os.ReadFile(log)
	if err != nil {
		return fmt.Errorf("look through the log: %w", err)
	}
	if strings.Contains(string(text), secret) {
		return errors.New("the password of the certificate stands in the log")
	}
	return nil
}
