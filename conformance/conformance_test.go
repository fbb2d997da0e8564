// Package conformance runs the official conformance suite of the Gateway API, unmodified, against the cluster that
// KUBECONFIG names. Its options are the suite's own flags; conformance/run sets them.
package conformance

import (
	"testing"

	"sigs.k8s.io/gateway-api/conformance"
)

func TestConformance(t *testing.T) {
	conformance.RunConformanceWithOptions(t, conformance.DefaultOptions(t))
}
