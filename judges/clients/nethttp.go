// The client matrix with Go's net/http: nethttp CASES BASE PROTOCOL AUTHORITY. Prints a line of JSON for each case.
package main

import (
	"bytes"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"
)

type testCase struct {
	ID            string      `json:"id"`
	Method        string      `json:"method"`
	Path          string      `json:"path"`
	Headers       [][2]string `json:"headers"`
	Body          *int        `json:"body"`
	Chunked       bool        `json:"chunked"`
	Trailers      [][2]string `json:"trailers"`
	Expect        bool        `json:"expect"`
	WantsTrailers bool        `json:"wantsTrailers"`
	Many          int         `json:"many"`
	Times         int         `json:"times"`
	AtOnce        bool        `json:"atOnce"`
}

func main() {
	text, err := os.ReadFile(os.Args[1])
	must(err)
	var cases []testCase
	must(json.Unmarshal(text, &cases))
	client := newClient(os.Args[3], os.Args[4])
	for _, each := range cases {
		result, err := play(client, os.Args[2], each)
		if err != nil {
			result = map[string]any{"error": err.Error()}
		}
		result["id"] = each.ID
		line, err := json.Marshal(result)
		must(err)
		fmt.Println(string(line))
	}
}

func newClient(protocol, authority string) *http.Client {
	roots := x509.NewCertPool()
	pem, err := os.ReadFile(authority)
	must(err)
	roots.AppendCertsFromPEM(pem)
	protocols := new(http.Protocols)
	switch protocol {
	case "h2":
		protocols.SetHTTP2(true)
	case "h2c":
		protocols.SetUnencryptedHTTP2(true)
	default:
		protocols.SetHTTP1(true)
	}
	transport := &http.Transport{
		TLSClientConfig:       &tls.Config{RootCAs: roots},
		Protocols:             protocols,
		ExpectContinueTimeout: 5 * time.Second,
		DisableCompression:    true,
		MaxIdleConnsPerHost:   100,
	}
	return &http.Client{
		Transport:     transport,
		Timeout:       30 * time.Second,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

func play(client *http.Client, base string, each testCase) (map[string]any, error) {
	if each.Times == 0 {
		result, _, err := one(client, each, base+each.Path)
		return result, err
	}
	var wait sync.WaitGroup
	bodies, results, errs := make([][]byte, each.Times), make([]map[string]any, each.Times), make([]error, each.Times)
	for i := range each.Times {
		ask := func() { results[i], bodies[i], errs[i] = one(client, each, base+each.Path+strconv.Itoa(i)) }
		if each.AtOnce {
			wait.Go(ask)
		} else {
			ask()
		}
	}
	wait.Wait()
	status := 0
	for i, err := range errs {
		if err != nil {
			return nil, err
		}
		status = max(status, results[i]["status"].(int))
	}
	sum := summary(bytes.Join(bodies, nil))
	sum["version"], sum["status"], sum["fields"] = results[0]["version"], status, []string{}
	return sum, nil
}

func one(client *http.Client, each testCase, url string) (map[string]any, []byte, error) {
	request, err := newRequest(each, url)
	if err != nil {
		return nil, nil, err
	}
	answer, err := client.Do(request)
	if err != nil {
		return nil, nil, err
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		return nil, nil, err
	}
	result := summary(body)
	result["version"] = strings.TrimSuffix(strings.TrimPrefix(answer.Proto, "HTTP/"), ".0")
	result["status"], result["fields"] = answer.StatusCode, pairs(answer.Header)
	if answer.ContentLength > 0 && each.Method == "HEAD" {
		result["announced"] = answer.ContentLength
	}
	if each.WantsTrailers {
		result["trailers"] = pairs(answer.Trailer)
	}
	return result, body, nil
}

func newRequest(each testCase, url string) (*http.Request, error) {
	var body io.Reader
	if each.Body != nil {
		body = bytes.NewReader(bytes.Repeat([]byte("b"), *each.Body))
		if each.Chunked {
			body = struct{ io.Reader }{body} // hides the length
		}
	}
	request, err := http.NewRequest(each.Method, url, body)
	if err != nil {
		return nil, err
	}
	for _, field := range each.Headers {
		value := field[1]
		if count, ok := strings.CutPrefix(value, "REPEAT "); ok {
			n, _ := strconv.Atoi(count)
			value = strings.Repeat("v", n)
		}
		request.Header.Add(field[0], value)
	}
	for i := range each.Many {
		request.Header.Add(fmt.Sprintf("x-case-%d", i), fmt.Sprintf("value %d", i))
	}
	if each.Expect {
		request.Header.Set("Expect", "100-continue")
	}
	for _, field := range each.Trailers {
		if request.Trailer == nil {
			request.Trailer = http.Header{}
		}
		request.Trailer.Set(field[0], field[1])
	}
	return request, nil
}

func pairs(header http.Header) [][2]string {
	found := [][2]string{}
	for name, values := range header {
		for _, value := range values {
			found = append(found, [2]string{name, value})
		}
	}
	return found
}

func summary(body []byte) map[string]any {
	sum := sha256.Sum256(body)
	result := map[string]any{"length": len(body), "sha": hex.EncodeToString(sum[:8])}
	if len(body) < 2000 {
		result["text"] = string(body)
	}
	return result
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
