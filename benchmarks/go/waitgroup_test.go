// SPDX-License-Identifier: Apache-2.0

// Package waitgroup measures Go's own sync.WaitGroup, to stand beside the numbers of the JVM.
package waitgroup

import (
	"sync"
	"testing"
)

// The counterpart of CountingBenchmark.addDone with one thread.
func BenchmarkAddDone(b *testing.B) {
	var group sync.WaitGroup
	for i := 0; i < b.N; i++ {
		group.Add(1)
		group.Done()
	}
}

// The counterpart of CountingBenchmark.addDone with several threads on one group: -cpu says how many.
func BenchmarkAddDoneParallel(b *testing.B) {
	var group sync.WaitGroup
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			group.Add(1)
			group.Done()
		}
	})
}

// The counterpart of WakeUpBenchmark.roundTrip: wakes an echo goroutine and is woken by it. Goroutines are cheaper to wake
// than threads: compare with virtual threads in mind.
func BenchmarkRoundTrip(b *testing.B) {
	var ping, pong sync.WaitGroup
	over := false
	var end sync.WaitGroup
	ping.Add(1)
	end.Add(1)
	go func() {
		defer end.Done()
		for {
			ping.Wait()
			if over {
				return
			}
			ping.Add(1)
			pong.Done()
		}
	}()
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		pong.Add(1)
		ping.Done()
		pong.Wait()
	}
	b.StopTimer()
	over = true
	ping.Done()
	end.Wait()
}
