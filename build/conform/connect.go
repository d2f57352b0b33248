package main

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"os"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"
	abstractions "github.com/microsoft/kiota-abstractions-go"
	"github.com/microsoft/kiota-abstractions-go/serialization"
	azureauth "github.com/microsoft/kiota-authentication-azure-go"
	kiotahttp "github.com/microsoft/kiota-http-go"
	json "github.com/microsoft/kiota-serialization-json-go"
	core "github.com/microsoftgraph/msgraph-sdk-go-core"
)

// reader is Microsoft's SDK, signed in.
type reader struct{ adapter *core.GraphRequestAdapterBase }

// graph is where the SDK finds Microsoft Graph.
const graph = "https://graph.microsoft.com/v1.0"

func connect(o options) (*reader, error) {
	transport, err := leadingTo(o.address, o.authority)
	if err != nil {
		return nil, err
	}
	pem, err := os.ReadFile(o.certificate)
	if err != nil {
		return nil, err
	}
	certificates, key, err := azidentity.ParseCertificates(pem, nil)
	if err != nil {
		return nil, err
	}
	credential, err := azidentity.NewClientCertificateCredential(o.tenant, o.client, certificates, key,
		&azidentity.ClientCertificateCredentialOptions{ClientOptions: azcore.ClientOptions{Transport: &http.Client{Transport: transport}, Retry: policy.RetryOptions{MaxRetries: -1}}})
	if err != nil {
		return nil, err
	}
	auth, err := azureauth.NewAzureIdentityAuthenticationProviderWithScopes(credential, []string{"https://graph.microsoft.com/.default"})
	if err != nil {
		return nil, err
	}
	options := core.GraphClientOptions{GraphServiceLibraryVersion: "1.89.0"}
	client := core.GetDefaultClient(&options) // as the SDK makes it, but for where connections lead
	client.Transport = kiotahttp.NewCustomTransportWithParentTransport(transport, core.GetDefaultMiddlewaresWithOptions(&options)...)
	abstractions.RegisterDefaultDeserializer(func() serialization.ParseNodeFactory { return json.NewJsonParseNodeFactory() })
	adapter, err := core.NewGraphRequestAdapterBaseWithParseNodeFactoryAndSerializationWriterFactoryAndHttpClient(auth, options, nil, nil, client)
	if err != nil {
		return nil, err
	}
	adapter.SetBaseUrl(graph)
	return &reader{adapter}, nil
}

// leadingTo opens every connection to one address, whatever name it is for; the
// name is what the certificate is checked by.
func leadingTo(address, authority string) (*http.Transport, error) {
	pem, err := os.ReadFile(authority)
	if err != nil {
		return nil, err
	}
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM(pem) {
		return nil, errors.New("the file of the authority holds no certificate")
	}
	return &http.Transport{
		TLSClientConfig:   &tls.Config{RootCAs: pool, MinVersion: tls.VersionTLS12},
		ForceAttemptHTTP2: true,
		DialContext: func(ctx context.Context, network, _ string) (net.Conn, error) {
			return (&net.Dialer{}).DialContext(ctx, network, address)
		},
	}, nil
}
