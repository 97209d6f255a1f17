// erlang: dates. A chip knows no time zone: local time is universal time.
extension Machine {
    /// Days since 1970-01-01 of a date of the Gregorian calendar.
    private func days(_ year: Int, _ month: Int, _ day: Int) -> Int64 {
        // Years that begin in March end with the leap day. Only the number of all days needs more than 32 bits.
        let shifted = month <= 2 ? year &- 1 : year
        let era = (shifted >= 0 ? shifted : shifted &- 399) / 400
        let yearOfEra = shifted &- era &* 400
        let dayOfYear = (153 &* (month > 2 ? month &- 3 : month &+ 9) &+ 2) / 5 &+ day &- 1
        let dayOfEra = yearOfEra &* 365 &+ yearOfEra / 4 &- yearOfEra / 100 &+ dayOfYear
        return Int64(era) &* 146_097 &+ Int64(dayOfEra &- 719_468)
    }

    /// The date of a day since 1970-01-01.
    private func date(_ days: Int64) -> (year: Int, month: Int, day: Int) {
        let (era, dayOfEra) = Self.divide(days &+ 719_468, by: 146_097)
        let yearOfEra = (dayOfEra &- dayOfEra / 1460 &+ dayOfEra / 36_524 &- dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra &- (365 &* yearOfEra &+ yearOfEra / 4 &- yearOfEra / 100)
        let month = (5 &* dayOfYear &+ 2) / 153
        let day = dayOfYear &- (153 &* month &+ 2) / 5 &+ 1
        let year = yearOfEra &+ Int(truncatingIfNeeded: era) &* 400
        return month < 10 ? (year, month &+ 3, day) : (year &+ 1, month &- 9, day)
    }

    /// The quotient, rounded down, and the remainder, which is not negative.
    @inline(never)
    private static func divide(_ value: Int64, by divisor: Int64) -> (quotient: Int64, remainder: Int) {
        let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
        return remainder < 0
            ? (quotient &- 1, Int(truncatingIfNeeded: remainder &+ divisor))
            : (quotient, Int(truncatingIfNeeded: remainder))
    }

    /// `{Date, Time}` of seconds since 1970: 11 words.
    private mutating func dateAndTime(_ seconds: Int64) -> Term {
        guard ensure(11, live: live) else { return failOutOfMemory() }
        let (day, rest) = Self.divide(seconds, by: 86_400)
        let (year, month, dayOfMonth) = date(day)
        let dateTerm = makeTuple(Term(small: year), Term(small: month), Term(small: dayOfMonth))
        let time = makeTuple(Term(small: rest / 3600), Term(small: rest / 60 % 60), Term(small: rest % 60))
        return makeTuple(dateTerm, time)
    }

    /// Seconds since 1970 of a valid `{{Year, Month, Day}, {Hour, Minute, Second}}`, or nil. Years before `firstYear`, which the BEAM
    /// leaves to the operating system, are none.
    private func seconds(_ term: Term, since firstYear: Int) -> Int64? {
        guard term.isTuple, term.header.words == 2 else { return nil }
        let date = term.element(0)
        let time = term.element(1)
        guard date.isTuple, date.header.words == 3, time.isTuple, time.header.words == 3 else { return nil }
        var index = 0
        while index < 3 {
            guard date.element(index).isSmall, time.element(index).isSmall else { return nil }
            index &+= 1
        }
        let year = date.element(0).smallValue
        let month = date.element(1).smallValue
        let day = date.element(2).smallValue
        let hour = time.element(0).smallValue
        let minute = time.element(1).smallValue
        let second = time.element(2).smallValue
        guard year >= firstYear, month >= 1, month <= 12, day >= 1, hour >= 0, hour <= 23,
            minute >= 0, minute <= 59, second >= 0, second <= 59
        else { return nil }
        let lengths: StaticString = "\u{1f}\u{1c}\u{1f}\u{1e}\u{1f}\u{1e}\u{1f}\u{1f}\u{1e}\u{1f}\u{1e}\u{1f}"
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        guard day <= Int(lengths.utf8Start[month &- 1]) &+ (month == 2 && isLeap ? 1 : 0) else { return nil }
        return days(year, month, day) &* 86_400 &+ Int64(hour &* 3600 &+ minute &* 60 &+ second)
    }

    /// Microseconds since 1970.
    private mutating func wallClock() -> Int64 { Int64(bitPattern: platform.now()) &+ timeOffset }

    @inline(never)
    mutating func erlang_universaltime_0() -> Term { dateAndTime(wallClock() / 1_000_000) }
    @inline(never)
    mutating func erlang_localtime_0() -> Term { erlang_universaltime_0() }

    @inline(never)
    mutating func erlang_date_0() -> Term {
        let now = erlang_universaltime_0()
        return now.isNone ? now : now.element(0)
    }

    @inline(never)
    mutating func erlang_time_0() -> Term {
        let now = erlang_universaltime_0()
        return now.isNone ? now : now.element(1)
    }

    /// `{MegaSeconds, Seconds, MicroSeconds}`, four words. Keeps the live X registers.
    @inline(never)
    mutating func timestamp(_ microseconds: Int64) -> Term {
        guard ensure(4, live: live) else { return failOutOfMemory() }
        let (seconds, rest) = Self.divide(microseconds, by: 1_000_000)
        let (megaseconds, second) = Self.divide(seconds, by: 1_000_000)
        return makeTuple(Term(small: Int(truncatingIfNeeded: megaseconds)), Term(small: second), Term(small: rest))
    }

    @inline(never)
    mutating func erlang_timestamp_0() -> Term { timestamp(wallClock()) }

    /// As `timestamp/0`, but never the same twice, and never less than before.
    @inline(never)
    mutating func erlang_now_0() -> Term {
        lastNow = max(lastNow &+ 1, wallClock())
        return timestamp(lastNow)
    }

    private mutating func sameTime(_ term: Term) -> Term {
        guard let seconds = seconds(term, since: 1902) else { return fail(.badarg) }
        return dateAndTime(seconds)
    }

    @inline(never)
    mutating func erlang_universaltime_to_localtime_1(_ a: Arguments) -> Term { sameTime(a[0]) }
    @inline(never)
    mutating func erlang_localtime_to_universaltime_1(_ a: Arguments) -> Term { sameTime(a[0]) }

    /// `localtime_to_universaltime(Time, true | false | undefined)`.
    @inline(never)
    mutating func erlang_localtime_to_universaltime_2(_ a: Arguments) -> Term {
        guard a[1] == .true || a[1] == .false || a[1] == .undefined else { return fail(.badarg) }
        return sameTime(a[0])
    }

    @inline(never)
    mutating func erlang_universaltime_to_posixtime_1(_ a: Arguments) -> Term {
        guard let seconds = seconds(a[0], since: 1900) else { return fail(.badarg) }
        return makeInteger(seconds, live: live)
    }

    @inline(never)
    mutating func erlang_posixtime_to_universaltime_1(_ a: Arguments) -> Term {
        guard let seconds = int64(a[0]), seconds > -62_167_219_200, seconds < Int64(Term.maxSmall) * 31_556_952 else {
            return fail(.badarg)
        }
        return dateAndTime(seconds)
    }
}
