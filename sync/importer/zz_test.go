package importer
import ("testing";"time";"runtime";"licenseledger/store/ledger")
func TestZZ(t *testing.T){
 t0:=time.Now()
 f,err:=Open("/tmp/w/big.csv",Options{}); if err!=nil {t.Fatal(err)}
 var m runtime.MemStats; runtime.ReadMemStats(&m)
 t.Log(f.Rows,f.OrderRule,time.Since(t0), m.Sys>>20); t0=time.Now()
 n:=0
 err=f.Listing().Pull(t.Context(),"",func(p ledger.Page) error {n+=len(p.Objects);return nil})
 runtime.ReadMemStats(&m)
 t.Log(n,err,time.Since(t0),m.Sys>>20)
}
