// erlang: MD5 (RFC 1321) of iodata, in one go and in steps.

/// A computation of MD5 in a block of 88 bytes: four words of state, the number of bits so far (low word first), and the
/// bytes that do not fill a block of 64 yet. Little-endian: the contexts of `md5_init/0` look like this.
struct MD5 {
    /// Address of the context, which may be anywhere.
    let context: UnsafeMutableRawPointer

    /// Bytes of a context.
    static var contextSize: Int { 88 }

    private func get(_ offset: Int) -> UInt32 { context.loadUnaligned(fromByteOffset: offset, as: UInt32.self) }
    private func set(_ offset: Int, _ word: UInt32) {
        context.storeBytes(of: word, toByteOffset: offset, as: UInt32.self)
    }

    /// Makes the context that of no bytes.
    func start() {
        set(0, 0x6745_2301)
        set(4, 0xEFCD_AB89)
        set(8, 0x98BA_DCFE)
        set(12, 0x1032_5476)
        var offset = 16
        while offset < Self.contextSize {
            set(offset, 0)
            offset += 4
        }
    }

    /// Adds bytes.
    func update(_ bytes: BitSpan) {
        var filled = lengthen(by: bytes.byteCount)
        var index = 0
        while index < bytes.byteCount {
            put(bytes.byte(index), &filled)
            index += 1
        }
    }

    /// Adds bytes from anywhere: those of a file have no address of the machine's.
    func update(_ bytes: UnsafeRawBufferPointer) {
        var filled = lengthen(by: bytes.count)
        for byte in bytes { put(byte, &filled) }
    }

    /// Counts bytes that come, and answers how many of a block are there.
    private func lengthen(by count: Int) -> Int {
        let filled = Int(get(16) &>> 3 & 63)
        let bits = (UInt64(get(20)) &<< 32 | UInt64(get(16))) &+ UInt64(count) &* 8
        set(16, UInt32(truncatingIfNeeded: bits))
        set(20, UInt32(truncatingIfNeeded: bits &>> 32))
        return filled
    }

    @inline(__always)
    private func put(_ byte: UInt8, _ filled: inout Int) {
        context.storeBytes(of: byte, toByteOffset: 24 + filled, as: UInt8.self)
        filled += 1
        if filled == 64 {
            transform()
            filled = 0
        }
    }

    /// Pads what was added; the digest is the first 16 bytes of the context then.
    func finish() {
        let low = get(16)
        let high = get(20)
        var filled = Int(low &>> 3 & 63)
        var padding: UInt8 = 0x80
        repeat {
            context.storeBytes(of: padding, toByteOffset: 24 + filled, as: UInt8.self)
            padding = 0
            filled += 1
            if filled == 64 {
                transform()
                filled = 0
            }
        } while filled != 56
        set(80, low)
        set(84, high)
        transform()
    }

    /// The constants of the 64 steps: the whole part of 2^32 times the sine of 1, 2, ... in radians.
    private static let sines: InlineArray<64, UInt32> = [
        0xD76A_A478, 0xE8C7_B756, 0x2420_70DB, 0xC1BD_CEEE, 0xF57C_0FAF, 0x4787_C62A, 0xA830_4613, 0xFD46_9501,
        0x6980_98D8, 0x8B44_F7AF, 0xFFFF_5BB1, 0x895C_D7BE, 0x6B90_1122, 0xFD98_7193, 0xA679_438E, 0x49B4_0821,
        0xF61E_2562, 0xC040_B340, 0x265E_5A51, 0xE9B6_C7AA, 0xD62F_105D, 0x0244_1453, 0xD8A1_E681, 0xE7D3_FBC8,
        0x21E1_CDE6, 0xC337_07D6, 0xF4D5_0D87, 0x455A_14ED, 0xA9E3_E905, 0xFCEF_A3F8, 0x676F_02D9, 0x8D2A_4C8A,
        0xFFFA_3942, 0x8771_F681, 0x6D9D_6122, 0xFDE5_380C, 0xA4BE_EA44, 0x4BDE_CFA9, 0xF6BB_4B60, 0xBEBF_BC70,
        0x289B_7EC6, 0xEAA1_27FA, 0xD4EF_3085, 0x0488_1D05, 0xD9D4_D039, 0xE6DB_99E5, 0x1FA2_7CF8, 0xC4AC_5665,
        0xF429_2244, 0x432A_FF97, 0xAB94_23A7, 0xFC93_A039, 0x655B_59C3, 0x8F0C_CC92, 0xFFEF_F47D, 0x8584_5DD1,
        0x6FA8_7E4F, 0xFE2C_E6E0, 0xA301_4314, 0x4E08_11A1, 0xF753_7E82, 0xBD3A_F235, 0x2AD7_D2BB, 0xEB86_D391,
    ]

    /// Takes the block in: 64 steps.
    @inline(never)
    private func transform() {
        var a = get(0)
        var b = get(4)
        var c = get(8)
        var d = get(12)
        var step = 0
        while step < 64 {
            let mix: UInt32
            let word: Int
            let shifts: UInt32
            switch step &>> 4 {
            case 0:
                mix = d ^ (b & (c ^ d))
                word = step
                shifts = 0x1611_0C07
            case 1:
                mix = c ^ (d & (b ^ c))
                word = 5 &* step &+ 1
                shifts = 0x140E_0905
            case 2:
                mix = b ^ c ^ d
                word = 3 &* step &+ 5
                shifts = 0x1710_0B04
            default:
                mix = c ^ (b | ~d)
                word = 7 &* step
                shifts = 0x150F_0A06
            }
            let shift = shifts &>> (UInt32(step & 3) &* 8) & 31
            let sum = a &+ mix &+ Self.sines[step] &+ get(24 &+ (word & 15) &* 4)
            a = d
            d = c
            c = b
            b = b &+ (sum &<< shift | sum &>> (32 &- shift))
            step += 1
        }
        set(0, get(0) &+ a)
        set(4, get(4) &+ b)
        set(8, get(8) &+ c)
        set(12, get(12) &+ d)
    }
}

extension Machine {
    @inline(never)
    mutating func erlang_md5_init_0() -> Term {
        let context = makeBinary(bytes: MD5.contextSize, live: live)
        if context.isSomething { MD5(context: rawPointer(context.bitSpan.address)).start() }
        return context
    }

    @inline(never)
    mutating func erlang_md5_update_2(_ a: Arguments) -> Term {
        guard isContext(a[0]) else { return fail(.badarg) }
        let context = makeBinary(bytes: MD5.contextSize, live: live)
        if context.isNone { return .none }
        a[0].bitSpan.copy(to: context.bitSpan.address)
        return update(context, a[1]) ? context : .none
    }

    @inline(never)
    mutating func erlang_md5_final_1(_ a: Arguments) -> Term {
        isContext(a[0]) ? digest(of: .nil, after: a[0]) : fail(.badarg)
    }

    @inline(never)
    mutating func erlang_md5_1(_ a: Arguments) -> Term { digest(of: a[0], after: .none) }

    private mutating func isContext(_ term: Term) -> Bool {
        term.isBitstring && term.bitSpan.length == MD5.contextSize * 8
    }

    /// Adds iodata to a context in a binary that nobody else has. False: that is no iodata, or there is no memory.
    private mutating func update(_ context: Term, _ data: Term) -> Bool {
        update(MD5(context: rawPointer(context.bitSpan.address)), data)
    }

    private mutating func update(_ md5: MD5, _ data: Term) -> Bool {
        var walk = IODataWalk(data)
        while walk.nextPart(&self) {
            md5.update(walk.part)
            charge(walk.part.byteCount)
        }
        return walk.end(&self)
    }

    /// The digest of what a context stands for (none: nothing), followed by iodata.
    @inline(never)
    private mutating func digest(of data: Term, after context: Term) -> Term {
        let block = allocate(bytes: MD5.contextSize)
        if block == 0 { return failOutOfMemory() }
        let md5 = MD5(context: rawPointer(block))
        if context.isNone { md5.start() } else { context.bitSpan.copy(to: block) }
        var digest = Term.none
        if update(md5, data) {
            md5.finish()
            digest = makeBinary(copyOf: block, bytes: 16, live: live)
        }
        free(block)
        return digest
    }
}
