// erlang: packets in a stream of bytes.
extension Machine {
    /// `decode_packet(Type, Binary, Options)`: `{ok, Packet, Rest}`, `{more, Length}` or `{error, invalid}`. Types are `raw` (or 0), a
    /// length of 1, 2 or 4 bytes before the packet, and `line`. Those of network protocols are not here: `badarg`.
    @inline(never)
    mutating func erlang_decode_packet_3(_ a: Arguments) -> Term {
        let lengths = a[0].isSmall && a[0].smallValue >= 0 && a[0].smallValue <= 4 && a[0].smallValue != 3
        let types: StaticString = """
            raw line asn1 sunrm cdr fcgi tpkt http httph http_bin httph_bin ssl_tls
            """
        guard lengths || word(a[0], in: types) >= 0 else { return failBadarg(cause: "badopt") }
        guard isBinary(a[1]) else { return fail(.badarg) }
        var largest = 0
        var longestLine = 0
        var delimiter: UInt8 = 10
        var rest = a[2]
        while rest.isList {
            let option = rest.head
            guard option.isTuple, option.header.words == 2, let value = uint64(option.element(1)), value <= UInt32.max
            else { return fail(.badarg) }
            switch word(option.element(0), in: "packet_size line_length line_delimiter") {
            case 0: largest = Int(value)
            case 1: longestLine = Int(value)
            case 2 where value <= 255: delimiter = UInt8(value)
            default: return fail(.badarg)
            }
            rest = rest.tail
        }
        guard rest.isNil else { return fail(.badarg) }

        let bytes = a[1].bitSpan
        let count = bytes.byteCount
        if a[0] == Term(small: 0) || word(a[0], in: "raw") == 0 {
            return count == 0 ? morePacket(nil) : packet(a, from: 0, to: count)
        }
        if word(a[0], in: "line") == 0 {
            var end = 0
            while end < count, bytes.byte(end) != delimiter { end += 1 }
            charge(end &>> 5)
            // The line's length with its end; without one what there is.
            let length = end < count ? end + 1 : count
            if longestLine > 0, length > longestLine { return packet(a, from: 0, to: longestLine) }
            if largest > 0, length > largest { return packetError() }
            if end == count { return morePacket(nil) }
            return packet(a, from: 0, to: length)
        }
        guard a[0] == Term(small: 1) || a[0] == Term(small: 2) || a[0] == Term(small: 4) else { return fail(.badarg) }
        let header = a[0].smallValue
        if count < header { return morePacket(nil) }
        let length = UInt64(bytes.bits(at: 0, count: header * 8))
        if largest > 0, length > UInt64(largest) { return packetError() }
        if length + UInt64(header) > UInt64(count) { return morePacket(length + UInt64(header)) }
        return packet(a, from: header, to: header + Int(length))
    }

    private mutating func packetError() -> Term {
        guard ensure(3, live: live) else { return failOutOfMemory() }
        return makeTuple(.error, atom("invalid"))
    }

    /// `{more, Length}`; nil: nobody knows how many bytes.
    private mutating func morePacket(_ length: UInt64?) -> Term {
        guard ensure(3 + 3, live: live) else { return failOutOfMemory() }
        let more = atom("more")
        return makeTuple(more, length == nil ? .undefined : makeInteger(length.unsafelyUnwrapped, live: live))
    }

    private mutating func packet(_ a: Arguments, from first: Int, to end: Int) -> Term {
        guard ensure(2 * 18 + 4, live: live) else { return failOutOfMemory() }
        let slot = a.base &+ 4
        let packet = makeSubBitstring(of: slot, from: first * 8, length: (end - first) * 8, live: live)
        let length = a[1].bitSpan.length - end * 8
        return makeTuple(.ok, packet, makeSubBitstring(of: slot, from: end * 8, length: length, live: live))
    }
}
