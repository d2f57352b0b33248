package app

import (
	"errors"
	"path/filepath"
	"testing"

	"licenseledger/store/ledger"
)

// The sentence is read in a column that has room for its first words.
func TestConnect_AFileThatIsAwayIsToldByItsNameFirst(t *testing.T) {
	folder := t.TempDir()
	_, err := connect(Connection{TenantID: "contoso.example", Auth: AuthCertificate, CAPath: filepath.Join(folder, "ca.pem")}, nil, nil)
	want := "Cannot read ca.pem, which the connection needs. Put it back into " + folder + ", or connect the ledger anew."
	var told *ledger.Error
	if !errors.As(err, &told) || told.Code != ledger.CodeInvalid || told.Message != want {
		t.Errorf("it is told by %v", err)
	}
}
