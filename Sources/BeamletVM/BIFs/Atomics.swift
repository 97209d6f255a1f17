// atomics and counters: arrays of 64-bit integers that processes share by a reference.
//
// An array is a block of the arena: the next array's, the reference's number (two words), twice the length and 1 where the
// values are signed, then the values. Nothing counts who has the reference. Where arrays have become many, all RAM is looked through
// for references with their numbers: so an array is there as long as its reference is, whoever holds it, and a reference costs its
// holders nothing.
extension Machine {
    private static let atomicsHeader = 4

    /// The array of a reference, or 0.
    private mutating func atomics(_ term: Term) -> Address {
        guard term.isBoxed(.reference) else { return 0 }
        var array = atomicsArrays
        while array != 0 {
            if loadWord(array &+ 4) == term.boxedWord(1), loadWord(array &+ 8) == term.boxedWord(2) { return array }
            array = loadWord(array)
        }
        return 0
    }

    /// The address of the value that `a[0]` and `a[1]` name, or 0.
    private mutating func atomicPlace(_ a: Arguments) -> Address {
        let array = atomics(a[0])
        guard array != 0, a[1].isSmall, a[1].smallValue >= 1, a[1].smallValue <= Int(loadWord(array &+ 12) &>> 1)
        else { return 0 }
        return array &+ 8 &+ UInt32(a[1].smallValue) &* 8
    }

    private func atomicValue(_ place: Address) -> UInt64 {
        UInt64(loadWord(place &+ 4)) &<< 32 | UInt64(loadWord(place))
    }

    private func setAtomic(_ value: UInt64, _ place: Address) {
        storeWord(UInt32(truncatingIfNeeded: value), place)
        storeWord(UInt32(truncatingIfNeeded: value &>> 32), place &+ 4)
    }

    /// Whether the values of the array in `a[0]` are signed.
    private mutating func isSigned(_ a: Arguments) -> Bool { loadWord(atomics(a[0]) &+ 12) & 1 != 0 }

    /// The 64 bits of an integer that is at least -2^63 where `signed`, and at most 2^64 - 1 where `unsigned`, else 2^63 - 1.
    private mutating func bits(_ term: Term, signed: Bool, unsigned: Bool) -> UInt64? {
        guard term.isSmall || term.isBignum && term.header.words <= 2 else { return nil }
        var magnitude = UInt64(term.isSmall ? UInt(term.smallValue.magnitude) : 0)
        if !term.isSmall {
            magnitude = UInt64(term.boxedWord(0))
            if term.header.words == 2 { magnitude |= UInt64(term.boxedWord(1)) &<< 32 }
        }
        if isNegative(term) { return signed && magnitude <= 1 &<< 63 ? 0 &- magnitude : nil }
        return unsigned || magnitude < 1 &<< 63 ? magnitude : nil
    }

    private mutating func value(_ term: Term, of a: Arguments) -> UInt64? {
        let signed = isSigned(a)
        return bits(term, signed: signed, unsigned: !signed)
    }

    private mutating func makeAtomic(_ value: UInt64, _ a: Arguments) -> Term {
        isSigned(a) ? makeInteger(Int64(bitPattern: value), live: live) : makeInteger(value, live: live)
    }

    // MARK: Arrays

    /// A new array and its reference.
    private mutating func makeAtomics(_ length: Term, signed: Bool) -> Term {
        guard length.isSmall, length.smallValue >= 1 else {
            return length.isBignum && !isNegative(length) ? fail(.systemLimit) : fail(.badarg)
        }
        let count = length.smallValue
        if atomicsCount >= atomicsLimit { sweepAtomics() }
        let bytes = (Machine.atomicsHeader + 2 * count) * 4
        var array = allocate(bytes: bytes)
        if array == 0 {
            sweepAtomics()
            array = allocate(bytes: bytes)
        }
        if array == 0 { return failOutOfMemory() }
        let reference = makeReference(nextReference(), isAlias: false)
        if reference.isNone {
            free(array)
            return .none
        }
        storeWord(atomicsArrays, array)
        storeWord(reference.boxedWord(1), array &+ 4)
        storeWord(reference.boxedWord(2), array &+ 8)
        storeWord(UInt32(truncatingIfNeeded: count) &* 2 | (signed ? 1 : 0), array &+ 12)
        var place: UInt32 = 0
        while place < UInt32(truncatingIfNeeded: count) {
            setAtomic(0, array &+ 16 &+ place &* 8)
            place += 1
        }
        atomicsArrays = array
        atomicsCount += 1
        return reference
    }

    /// Frees the arrays whose reference is nowhere in RAM. O(RAM) times the number of arrays for each reference found there.
    private mutating func sweepAtomics() {
        let marked: UInt32 = 0x8000_0000
        var array = atomicsArrays
        while array != 0 {
            storeWord(loadWord(array &+ 12) | marked, array &+ 12)
            array = loadWord(array)
        }
        let header = Header(.reference, words: 3).bits
        var word = heapRegion
        let end = heapRegion &+ heapRegionSize &- 12
        while word < end {
            if loadWord(word) == header {
                let found = atomics(Term(boxed: word))
                if found != 0 { storeWord(loadWord(found &+ 12) & ~marked, found &+ 12) }
            }
            word = word &+ 4
        }
        var kept: Address = 0
        array = atomicsArrays
        atomicsCount = 0
        while array != 0 {
            let next = loadWord(array)
            if loadWord(array &+ 12) & marked != 0 {
                free(array)
            } else {
                storeWord(kept, array)
                kept = array
                atomicsCount += 1
            }
            array = next
        }
        atomicsArrays = kept
        atomicsLimit = max(16, atomicsCount * 2)
    }

    /// `atomics_new(Length, Flags)`: 1: signed.
    @inline(never)
    mutating func erts_internal_atomics_new_2(_ a: Arguments) -> Term {
        guard a[1].isSmall, a[1].smallValue >= 0 else {
            return a[1].isBignum && !isNegative(a[1]) ? fail(.systemLimit) : fail(.badarg)
        }
        return makeAtomics(a[0], signed: a[1].smallValue & 1 != 0)
    }

    @inline(never)
    mutating func atomics_get_2(_ a: Arguments) -> Term {
        let place = atomicPlace(a)
        return place == 0 ? fail(.badarg) : makeAtomic(atomicValue(place), a)
    }

    @inline(never)
    mutating func atomics_put_3(_ a: Arguments) -> Term {
        let place = atomicPlace(a)
        guard place != 0, let value = value(a[2], of: a) else { return fail(.badarg) }
        setAtomic(value, place)
        return .ok
    }

    /// Adds `a[2]`; the address of the value, or 0.
    private mutating func atomicAdd(_ a: Arguments) -> Address {
        let place = atomicPlace(a)
        guard place != 0, let increment = bits(a[2], signed: true, unsigned: true) else { return 0 }
        setAtomic(atomicValue(place) &+ increment, place)
        return place
    }

    @inline(never)
    mutating func atomics_add_3(_ a: Arguments) -> Term { atomicAdd(a) == 0 ? fail(.badarg) : .ok }

    @inline(never)
    mutating func atomics_add_get_3(_ a: Arguments) -> Term {
        let place = atomicAdd(a)
        return place == 0 ? fail(.badarg) : makeAtomic(atomicValue(place), a)
    }

    @inline(never)
    mutating func atomics_exchange_3(_ a: Arguments) -> Term {
        let place = atomicPlace(a)
        guard place != 0, let value = value(a[2], of: a) else { return fail(.badarg) }
        let old = atomicValue(place)
        setAtomic(value, place)
        return makeAtomic(old, a)
    }

    /// `compare_exchange(Ref, Index, Expected, Desired)`: `ok`, or the value that is there.
    @inline(never)
    mutating func atomics_compare_exchange_4(_ a: Arguments) -> Term {
        let place = atomicPlace(a)
        guard place != 0, let expected = value(a[2], of: a), let desired = value(a[3], of: a) else {
            return fail(.badarg)
        }
        let old = atomicValue(place)
        if old != expected { return makeAtomic(old, a) }
        setAtomic(desired, place)
        return .ok
    }

    /// `#{max, memory, min, size}`, or for counters `#{memory, size}`.
    private mutating func atomicsInfo(_ a: Arguments, withLimits: Bool) -> Term {
        let array = atomics(a[0])
        if array == 0 { return fail(.badarg) }
        let signed = isSigned(a)
        let count = Int(loadWord(array &+ 12) &>> 1)
        let pairs = withLimits ? 4 : 2
        guard ensure(2 * pairs + 1 + 9, live: live) else { return failOutOfMemory() }
        // The integers first: there is room for them.
        let max = withLimits ? makeInteger(signed ? UInt64(Int64.max) : UInt64.max, live: live) : .nil
        let min = withLimits && signed ? makeInteger(Int64.min, live: live) : Term(small: 0)
        let top = takeHeap(2 * pairs + 1)
        storeWord(Header.tuple(2 * pairs).bits, top)
        store(.memory, top &+ 4)
        store(Term(small: (Machine.atomicsHeader + 2 * count) * 4), top &+ 8)
        store(.size, top &+ 12)
        store(Term(small: count), top &+ 16)
        if withLimits {
            store(.max, top &+ 20)
            store(max, top &+ 24)
            store(.min, top &+ 28)
            store(min, top &+ 32)
        }
        a[0] = Term(boxed: top)
        return mapFromPairs(a.base, live: live, rejectingDuplicates: false)
    }

    @inline(never)
    mutating func atomics_info_1(_ a: Arguments) -> Term { atomicsInfo(a, withLimits: true) }

    // MARK: Counters that several writers share: one core needs no others than these

    @inline(never)
    mutating func erts_internal_counters_new_1(_ a: Arguments) -> Term { makeAtomics(a[0], signed: true) }
    @inline(never)
    mutating func erts_internal_counters_get_2(_ a: Arguments) -> Term { atomics_get_2(a) }
    @inline(never)
    mutating func erts_internal_counters_put_3(_ a: Arguments) -> Term { atomics_put_3(a) }
    @inline(never)
    mutating func erts_internal_counters_add_3(_ a: Arguments) -> Term { atomics_add_3(a) }
    @inline(never)
    mutating func erts_internal_counters_info_1(_ a: Arguments) -> Term { atomicsInfo(a, withLimits: false) }
}
