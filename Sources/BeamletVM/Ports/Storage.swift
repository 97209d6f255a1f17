import BeamletHAL

// beamlet_flash: the flash pages that a program may write, as `beamlet_store` needs them, which keeps files there. Beamlet's own module:
//
//     beamlet_flash:page_size(Offset)      how large the page is that has this byte; 0: there is none. Offsets count from the first
//                                          page's start, so a walk from 0 finds all pages
//     beamlet_flash:read(Offset, Count)    a copy of the bytes, since they change
//     beamlet_flash:erase(Offset)          makes all bits of the page that has this byte ones
//     beamlet_flash:write(Offset, Bytes)   makes ones zeros; where that does not give Bytes, it is an error. Offset and count are
//                                          multiples of 8, of which each chip's `writeSize` is a part; Bytes begin at a byte of memory
//
// The last two answer `ok`, or `error` where the hardware did not do it. A place that is not there is `badarg`. The processor
// may stand still while flash changes, so whoever changes it gives way to others then; 2 KB written are some 10 ms on an STM32.
// Firmware for a board whose `board.conf` names no storage has no more of this than the answers that there is none.

extension Machine {
    /// The address of the byte at an offset that has `count` bytes from there on; 0: there are not so many.
    @inline(never)
    private mutating func storage(_ offset: Term, _ count: Int) -> UInt {
        #if !hasFeature(Embedded) || BEAMLET_STORAGE
            guard offset.isSmall, offset.smallValue >= 0, count >= 0,
                count <= platform.storageSize &- offset.smallValue
            else { return 0 }
            return platform.storageStart &+ UInt(bitPattern: offset.smallValue)
        #else
            return 0
        #endif
    }

    /// Changes flash at an address; 0: there is none.
    @inline(never)
    private mutating func change(_ address: UInt, _ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Term {
        if address == 0 { return fail(.badarg) }
        #if !hasFeature(Embedded) || BEAMLET_STORAGE
            charge(4000)
            if platform.storageChange(address, bytes, count) == .done { return .ok }
        #endif
        return .error
    }

    /// `page_size(Offset)`.
    @inline(never)
    mutating func beamlet_flash_page_size_1(_ a: Arguments) -> Term {
        #if !hasFeature(Embedded) || BEAMLET_STORAGE
            let address = storage(a[0], 1)
            return Term(small: address == 0 ? 0 : platform.storagePageSize(address))
        #else
            return Term(small: 0)
        #endif
    }

    /// `read(Offset, Count)`.
    @inline(never)
    mutating func beamlet_flash_read_2(_ a: Arguments) -> Term {
        let count = a[1].isSmall ? a[1].smallValue : -1
        let address = storage(a[0], count)
        guard address != 0 else { return fail(.badarg) }
        charge(count &>> 6)
        return makeBinary(copyOf: Address(truncatingIfNeeded: address), bytes: count, live: live)
    }

    /// `erase(Offset)`.
    @inline(never)
    mutating func beamlet_flash_erase_1(_ a: Arguments) -> Term { change(storage(a[0], 1), nil, 0) }

    /// `write(Offset, Bytes)`.
    @inline(never)
    mutating func beamlet_flash_write_2(_ a: Arguments) -> Term {
        guard isBinary(a[1]) else { return fail(.badarg) }
        let span = a[1].bitSpan
        let isWhole = (a[0].smallValue | span.byteCount) & 7 | span.offset == 0
        return change(
            isWhole ? storage(a[0], span.byteCount) : 0, UnsafePointer(bitPattern: UInt(span.address)), span.byteCount)
    }
}
