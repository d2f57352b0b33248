package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// The certificate that signs what is for Windows is given by the environment, so that it
// stands in no file of the project and no command line. docs/windows.md tells it to people.
const (
	signCertificate = "LICENSELEDGER_SIGN_CERTIFICATE" // a PFX file, or PEM with LICENSELEDGER_SIGN_KEY
	signKey         = "LICENSELEDGER_SIGN_KEY"         // a PEM file, or the pkcs11: address of a key on a token
	signModule      = "LICENSELEDGER_SIGN_PKCS11"      // the library of the token
	signPassword    = "LICENSELEDGER_SIGN_PASSWORD"    // of the PFX file or the key, or the PIN of the token
	signTimestamp   = "LICENSELEDGER_SIGN_TIMESTAMP"   // the address of a service for time stamps (RFC 3161)
	signCommand     = "LICENSELEDGER_SIGN_COMMAND"     // a program that signs the file it is given, instead of all that
)

// signer signs programs. A nil one signs nothing.
type signer struct {
	dir    string // for this run alone; holds the password
	script string // signs the file that it is given; NSIS calls it too, for the uninstaller
}

// signerFromEnv prepares signing, or gives nil when the environment names no certificate.
func (k *packaging) signerFromEnv() (*signer, error) {
	if script := os.Getenv(signCommand); script != "" {
		return &signer{script: script}, nil
	}
	if os.Getenv(signCertificate) == "" {
		for _, name := range []string{signKey, signModule, signPassword, signTimestamp} {
			if os.Getenv(name) != "" {
				return nil, fmt.Errorf("%s is set, but %s is not: there is nothing to sign with", name, signCertificate)
			}
		}
		return nil, nil
	}
	dir, err := os.MkdirTemp("", "licenseledger-sign-")
	if err != nil {
		return nil, fmt.Errorf("make a folder for signing: %w", err)
	}
	sign := &signer{dir: dir, script: filepath.Join(dir, "sign.sh")}
	password := filepath.Join(dir, "password")
	err = errors.Join(
		os.WriteFile(password, []byte(os.Getenv(signPassword)), 0o600),
		os.WriteFile(sign.script, []byte(signScript(os.Getenv, password, k.when.Unix())), 0o700))
	if err != nil {
		sign.forget()
		return nil, fmt.Errorf("prepare signing: %w", err)
	}
	return sign, nil
}

// signScript is a program for sh that signs one file. It names files and holds no secret.
// Without a time stamp the signature tells the commit's time, so that it comes out the same
// again.
func signScript(env func(string) string, password string, when int64) string {
	args := []string{"osslsigncode", "sign", "-h", "sha256", "-n", product.name}
	switch {
	case env(signModule) != "":
		args = append(args, "-pkcs11module", env(signModule), "-certs", env(signCertificate), "-key", env(signKey))
	case env(signKey) != "":
		args = append(args, "-certs", env(signCertificate), "-key", env(signKey))
	default:
		args = append(args, "-pkcs12", env(signCertificate))
	}
	if env(signPassword) != "" {
		args = append(args, "-readpass", password)
	}
	if product.homepage != "" {
		args = append(args, "-i", product.homepage)
	}
	if stamp := env(signTimestamp); stamp != "" {
		args = append(args, "-ts", stamp)
	} else {
		args = append(args, "-time", fmt.Sprint(when))
	}
	for i := range args {
		args[i] = "'" + strings.ReplaceAll(args[i], "'", `'\''`) + "'"
	}
	return "#!/bin/sh\nset -e\n" + strings.Join(args, " ") + ` -in "$1" -out "$1.signed"` + "\n" + `mv "$1.signed" "$1"` + "\n"
}

// program is what signs the file that it is given, or "".
func (g *signer) program() string {
	if g == nil {
		return ""
	}
	return g.script
}

func (g *signer) signFile(ctx context.Context, s *stepRun, file string) error {
	if g == nil {
		return nil
	}
	if err := s.do(ctx, command{args: []string{g.script, file}}); err != nil {
		return fmt.Errorf("sign %s: %w", filepath.Base(file), err)
	}
	return nil
}

// forget removes the password.
func (g *signer) forget() {
	if g != nil && g.dir != "" {
		_ = os.RemoveAll(g.dir) // in the folder for temporary files, and for its owner alone
	}
}
