package auth

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"errors"
	"strings"
)

// A sealed sign-in is seal, a nonce, and what AES-256-GCM makes of the content.
// The name of its file is sealed in, so that files cannot be exchanged.
const (
	seal    = "License Ledger sign-in 1\n"
	keySize = 32
)

var errNotSealed = errors.New("the file is damaged or sealed with another key")

func sealed(key []byte, name string, content []byte) []byte {
	box := box(key)
	out := make([]byte, len(seal)+box.NonceSize(), len(seal)+box.NonceSize()+len(content)+box.Overhead())
	copy(out, seal)
	nonce := out[len(seal):]
	_, _ = rand.Read(nonce) // never fails
	return box.Seal(out, nonce, content, []byte(seal+name))
}

func unsealed(key []byte, name string, file []byte) ([]byte, error) {
	rest, ok := strings.CutPrefix(string(file), seal)
	box := box(key)
	if !ok || len(rest) < box.NonceSize() {
		return nil, errNotSealed
	}
	content, err := box.Open(nil, []byte(rest[:box.NonceSize()]), []byte(rest[box.NonceSize():]), []byte(seal+name))
	if err != nil {
		return nil, errNotSealed
	}
	return content, nil
}

func box(key []byte) cipher.AEAD {
	block, err := aes.NewCipher(key)
	if err != nil {
		panic("auth: " + err.Error()) // the length is ours
	}
	box, err := cipher.NewGCM(block)
	if err != nil {
		panic("auth: " + err.Error())
	}
	return box
}
