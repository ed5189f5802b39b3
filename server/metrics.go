package server

import (
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// metrics are what /metrics tells, beside what Go and the process tell by
// themselves.
type metrics struct {
	registry *prometheus.Registry
	requests *prometheus.CounterVec   // by route and status
	seconds  *prometheus.HistogramVec // by route
	running  prometheus.Gauge
	answers  *prometheus.CounterVec // by where they come from
}

func newMetrics(kept *kept, there func() bool) *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "unigraph_requests_total", Help: "Requests answered, by route and status.",
		}, []string{"route", "code"}),
		seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "unigraph_request_seconds", Help: "Time to the end of an answer, by route.",
			Buckets: []float64{.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30},
		}, []string{"route"}),
		running: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "unigraph_requests_running", Help: "Requests under way.",
		}),
		answers: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "unigraph_answers_total", Help: "Answers to questions that can be kept: kept, fresh, or unchanged at the client.",
		}, []string{"result"}),
	}
	m.registry.MustRegister(m.requests, m.seconds, m.running, m.answers,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{
			Name: "unigraph_answers_kept_bytes", Help: "Memory of the answers kept.",
		}, func() float64 { return float64(kept.size()) }),
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{
			Name: "unigraph_store_up", Help: "1 while the store answers, else 0.",
		}, func() float64 {
			if there() {
				return 1
			}
			return 0
		}))
	return m
}

// of counts the requests of a route.
func (m *metrics) of(route string, next http.Handler) http.Handler {
	seconds := m.seconds.WithLabelValues(route)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		m.running.Inc()
		defer m.running.Dec()
		started := time.Now()
		seen := &seenResponse{ResponseWriter: w, status: http.StatusOK}
		next.ServeHTTP(seen, r)
		m.requests.WithLabelValues(route, strconv.Itoa(seen.status)).Inc()
		seconds.Observe(time.Since(started).Seconds())
	})
}

func (m *metrics) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}
