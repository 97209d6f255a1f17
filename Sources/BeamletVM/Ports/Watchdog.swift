import BeamletHAL

// watchdog: a chip that stops answers to nobody, so a timer of the chip's own resets it, unless the machine says in time that it
// goes on. Beamlet's own module:
//
//     watchdog:start(Milliseconds)   from now on the chip resets when the machine makes no progress for so long: each end of a slice
//                                    is progress, and so is sleep while nothing is due. On most chips nothing stops it again
//     watchdog:feed(Milliseconds)    the program promises to call again within that time: when it does not, the chip resets,
//                                    even though the machine goes on. `infinity` takes the promise back
//     watchdog:caused_reset()        whether the watchdog has caused the last reset
//
// A native function that never ends, a fault whose report stops, an interrupt that never lets go and a program that has ended on
// a board that halts all lead to a reset.

/// What the machine knows of its board's watchdog.
struct WatchdogDriver {
    /// After how many microseconds it resets; 0: it was not started.
    var timeout: UInt32 = 0
    /// Until when, in microseconds, the program has promised to call again; the greatest number: it has not.
    var promised = UInt64.max
}

extension Machine {
    /// Says that the machine goes on, unless the program has broken its promise. For each poll, and only once the watchdog was
    /// started.
    @inline(never)
    mutating func feedWatchdog() {
        if watchdog.promised == .max || platform.now() <= watchdog.promised { platform.watchdogFeed() }
    }

    /// Until when the machine may sleep: half of the watchdog's time at most.
    mutating func sleepLimit() -> UInt64? {
        let deadline = timerCount == 0 ? nil : firstDeadline()
        if watchdog.timeout == 0 { return deadline }
        return min(deadline ?? .max, platform.now() &+ UInt64(watchdog.timeout / 2))
    }

    /// Microseconds, of a positive number of milliseconds; nil: it is none, or more than 71 minutes.
    private mutating func microseconds(_ time: Term) -> UInt32? {
        guard time.isSmall, 1...4_294_967 ~= time.smallValue else { return nil }
        return UInt32(time.smallValue) &* 1_000
    }

    /// `start(Milliseconds)`: `ok`; `badarg` where the board has no watchdog, or it cannot count so far.
    @inline(never)
    mutating func watchdog_start_1(_ a: Arguments) -> Term {
        guard let time = microseconds(a[0]), platform.watchdogStart(time) == .done else { return fail(.badarg) }
        watchdog.timeout = time
        return .ok
    }

    /// `feed(Milliseconds | infinity)`: `ok`.
    @inline(never)
    mutating func watchdog_feed_1(_ a: Arguments) -> Term {
        if a[0] == .infinity {
            watchdog.promised = .max
        } else {
            guard let time = microseconds(a[0]) else { return fail(.badarg) }
            watchdog.promised = platform.now() &+ UInt64(time)
        }
        return .ok
    }

    /// `caused_reset()`.
    @inline(never)
    mutating func watchdog_caused_reset_0() -> Term { Term(platform.watchdogCausedReset()) }
}
