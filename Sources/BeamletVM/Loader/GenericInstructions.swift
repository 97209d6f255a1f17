/// The generic instructions, which compilers write into `.beam` files: numbers, names, operands.
///
/// The numbers never change meaning (`genop.tab` of Erlang/OTP, `beam_opcodes:opname/1`).
public enum GenericInstructionTable {
    /// One line for each opcode: number, name, number of operands, the OTP release that introduced it, and the last one
    /// whose compiler writes it (`-`: the current one does; 20: gone before the oldest release that is supported).
    public static var text: StaticString {
        """
        1 label 1 5 -
        2 func_info 3 5 -
        3 int_code_end 0 5 -
        4 call 2 5 -
        5 call_last 3 5 -
        6 call_only 2 5 -
        7 call_ext 2 5 -
        8 call_ext_last 3 5 -
        9 bif0 2 5 -
        10 bif1 4 5 -
        11 bif2 5 5 -
        12 allocate 2 5 -
        13 allocate_heap 3 5 -
        14 allocate_zero 2 5 23
        15 allocate_heap_zero 3 5 23
        16 test_heap 2 5 -
        17 init 1 5 23
        18 deallocate 1 5 -
        19 return 0 5 -
        20 send 0 5 -
        21 remove_message 0 5 -
        22 timeout 0 5 -
        23 loop_rec 2 5 -
        24 loop_rec_end 1 5 -
        25 wait 1 5 -
        26 wait_timeout 2 5 -
        27 m_plus 4 5 20
        28 m_minus 4 5 20
        29 m_times 4 5 20
        30 m_div 4 5 20
        31 int_div 4 5 20
        32 int_rem 4 5 20
        33 int_band 4 5 20
        34 int_bor 4 5 20
        35 int_bxor 4 5 20
        36 int_bsl 4 5 20
        37 int_bsr 4 5 20
        38 int_bnot 3 5 20
        39 is_lt 3 5 -
        40 is_ge 3 5 -
        41 is_eq 3 5 -
        42 is_ne 3 5 -
        43 is_eq_exact 3 5 -
        44 is_ne_exact 3 5 -
        45 is_integer 2 5 -
        46 is_float 2 5 -
        47 is_number 2 5 -
        48 is_atom 2 5 -
        49 is_pid 2 5 -
        50 is_reference 2 5 -
        51 is_port 2 5 -
        52 is_nil 2 5 -
        53 is_binary 2 5 -
        54 is_constant 2 5 20
        55 is_list 2 5 -
        56 is_nonempty_list 2 5 -
        57 is_tuple 2 5 -
        58 test_arity 3 5 -
        59 select_val 3 5 -
        60 select_tuple_arity 3 5 -
        61 jump 1 5 -
        62 catch 2 5 -
        63 catch_end 1 5 -
        64 move 2 5 -
        65 get_list 3 5 -
        66 get_tuple_element 3 5 -
        67 set_tuple_element 3 5 -
        68 put_string 3 5 20
        69 put_list 3 5 -
        70 put_tuple 2 5 21
        71 put 1 5 21
        72 badmatch 1 5 -
        73 if_end 0 5 -
        74 case_end 1 5 -
        75 call_fun 1 5 -
        76 make_fun 3 5 20
        77 is_function 2 5 -
        78 call_ext_only 2 5 -
        79 bs_start_match 2 7 20
        80 bs_get_integer 5 7 20
        81 bs_get_float 5 7 20
        82 bs_get_binary 5 7 20
        83 bs_skip_bits 4 7 20
        84 bs_test_tail 2 7 20
        85 bs_save 1 7 20
        86 bs_restore 1 7 20
        87 bs_init 2 7 20
        88 bs_final 2 7 20
        89 bs_put_integer 5 7 24
        90 bs_put_binary 5 7 24
        91 bs_put_float 5 7 24
        92 bs_put_string 2 7 24
        93 bs_need_buf 1 7 20
        94 fclearerror 0 8 23
        95 fcheckerror 1 8 23
        96 fmove 2 8 -
        97 fconv 2 8 -
        98 fadd 4 8 -
        99 fsub 4 8 -
        100 fmul 4 8 -
        101 fdiv 4 8 -
        102 fnegate 3 8 -
        103 make_fun2 1 8 23
        104 try 2 10 -
        105 try_end 1 10 -
        106 try_case 1 10 -
        107 try_case_end 1 10 -
        108 raise 2 10 -
        109 bs_init2 6 10 24
        110 bs_bits_to_bytes 3 10 20
        111 bs_add 5 10 24
        112 apply 1 10 -
        113 apply_last 2 10 -
        114 is_boolean 2 10 -
        115 is_function2 3 10 -
        116 bs_start_match2 5 11 21
        117 bs_get_integer2 7 11 -
        118 bs_get_float2 7 11 -
        119 bs_get_binary2 7 11 -
        120 bs_skip_bits2 5 11 -
        121 bs_test_tail2 3 11 -
        122 bs_save2 2 11 21
        123 bs_restore2 2 11 21
        124 gc_bif1 5 11 -
        125 gc_bif2 6 11 -
        126 bs_final2 2 11 20
        127 bs_bits_to_bytes2 2 11 20
        128 put_literal 2 11 20
        129 is_bitstr 2 11 -
        130 bs_context_to_binary 1 12 21
        131 bs_test_unit 3 12 -
        132 bs_match_string 4 12 -
        133 bs_init_writable 0 12 -
        134 bs_append 8 12 24
        135 bs_private_append 6 12 24
        136 trim 2 12 -
        137 bs_init_bits 6 12 24
        138 bs_get_utf8 5 12 -
        139 bs_skip_utf8 4 12 -
        140 bs_get_utf16 5 12 -
        141 bs_skip_utf16 4 12 -
        142 bs_get_utf32 5 12 -
        143 bs_skip_utf32 4 12 -
        144 bs_utf8_size 3 12 24
        145 bs_put_utf8 3 12 24
        146 bs_utf16_size 3 12 24
        147 bs_put_utf16 3 12 24
        148 bs_put_utf32 3 12 24
        149 on_load 0 13 -
        150 recv_mark 1 14 23
        151 recv_set 1 14 23
        152 gc_bif3 7 14 -
        153 line 1 15 -
        154 put_map_assoc 5 17 -
        155 put_map_exact 5 17 -
        156 is_map 2 17 -
        157 has_map_fields 3 17 -
        158 get_map_elements 3 17 -
        159 is_tagged_tuple 4 20 -
        160 build_stacktrace 0 21 -
        161 raw_raise 0 21 -
        162 get_hd 2 21 -
        163 get_tl 2 21 -
        164 put_tuple2 2 22 -
        165 bs_get_tail 3 22 -
        166 bs_start_match3 4 22 -
        167 bs_get_position 3 22 -
        168 bs_set_position 2 22 -
        169 swap 2 23 -
        170 bs_start_match4 4 23 -
        171 make_fun3 3 24 -
        172 init_yregs 1 24 -
        173 recv_marker_bind 2 24 -
        174 recv_marker_clear 1 24 -
        175 recv_marker_reserve 1 24 -
        176 recv_marker_use 1 24 -
        177 bs_create_bin 6 25 -
        178 call_fun2 3 25 -
        179 nif_start 0 25 -
        180 badrecord 1 25 -
        181 update_record 5 26 -
        182 bs_match 3 26 -
        183 executable_line 2 27 -
        184 debug_line 4 28 -
        185 bif3 6 29 -
        186 is_any_native_record 2 29 -
        187 is_native_record 4 29 -
        188 get_record_elements 3 29 -
        189 put_record 6 29 -
        190 is_record_accessible 3 29 -
        191 get_record_field 5 29 -
        """
    }

    /// One digit for each opcode from 0: its number of operands, as in ``text``. Kept beside the table so that the
    /// decoder needs neither a search nor the names; a test compares the two.
    static var arities: StaticString {
        """
        013023223245232321100002112444444444443333333222222222222233312123333321101132225554211225552101\
        224444312111263512235777532256222213408626545454333330117155233400222343224312111630153246243635
        """
    }

    /// The number of operands of `opcode`, or nil when there is no such instruction. Constant time.
    public static func arity(_ opcode: UInt8) -> Int? {
        guard opcode >= 1, Int(opcode) <= GenericInstruction.highestOpcode else { return nil }
        return Int(arities.utf8Start[Int(opcode)]) - 0x30
    }

    /// A field of an opcode's line in ``text``: 1 is the name, 2 the number of operands, 3 the first release, 4 the last.
    /// Empty when there is no such line. Walks over the table.
    public static func field(_ field: Int, of opcode: Int) -> UnsafeRawBufferPointer {
        let table = UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
        var line = 1
        var column = 0
        var start = 0
        for (index, byte) in table.enumerated() where byte == 0x20 || byte == 0x0A {
            if line == opcode, column == field { return UnsafeRawBufferPointer(rebasing: table[start..<index]) }
            column = byte == 0x0A ? 0 : column + 1
            line += byte == 0x0A ? 1 : 0
            start = index + 1
        }
        let isLastField = line == opcode && column == field
        return UnsafeRawBufferPointer(rebasing: table[(isLastField ? start : table.count)...])
    }
}

/// One instruction of the code chunk, without its operands.
public struct GenericInstruction: Equatable, Sendable {
    /// The opcode, from 1.
    public let opcode: UInt8
    /// The number of operands in the caller's buffer: at least the instruction's arity, more when there are lists.
    public let operandCount: Int
    /// The offset of its opcode in the code chunk.
    public let offset: Int

    /// The highest opcode that this VM knows (OTP 29).
    public static var highestOpcode: Int { 191 }

    /// `label/1`.
    public static var label: UInt8 { 1 }
    /// `func_info/3`.
    public static var functionInfo: UInt8 { 2 }
    /// `int_code_end/0`, the last instruction of every module.
    public static var codeEnd: UInt8 { 3 }
}

/// Iterates over the instructions of a code chunk.
public struct CodeReader {
    private var reader: ByteReader
    private let limits: OperandLimits
    private var isAtEnd = false

    /// A reader of `code` that refuses operands beyond `limits`.
    public init(_ code: CodeHeader, limits: OperandLimits) {
        reader = code.instructions
        self.limits = limits
    }

    /// The offset of the next instruction in the code chunk.
    public var position: Int { reader.position }

    /// Decodes the next instruction, its operands into `buffer`; nil after `int_code_end`, which is itself returned.
    ///
    /// A list operand is a header with the number of its elements, and then the elements; each pair of an allocation
    /// list is two unsigned operands. The operand of `label` is unsigned, and within the limits. Throws `missingCodeEnd`, `unknownOpcode`, `tooManyOperands`, or an operand's error.
    public mutating func next(
        into buffer: UnsafeMutableBufferPointer<GenericOperand>
    ) throws(LoadError) -> GenericInstruction? {
        if isAtEnd { return nil }
        let offset = reader.position
        guard !reader.isAtEnd else { throw reader.error(.missingCodeEnd) }
        let opcode = try reader.u8()
        guard let arity = GenericInstructionTable.arity(opcode) else {
            throw reader.error(.unknownOpcode, at: offset, detail: Int(opcode))
        }
        var used = 0
        for _ in 0..<arity {
            let operandOffset = reader.position
            let operand = try CompactTerm.operand(&reader, limits: limits)
            var following = 0
            if operand.kind == .list { following = operand.value }
            if operand.kind == .allocationList { following = 2 * operand.value }
            guard following < buffer.count - used else {
                throw reader.error(.tooManyOperands, at: offset, detail: used + 1 + following)
            }
            buffer[used] = operand
            used += 1
            for index in 0..<following {
                let element = try CompactTerm.operand(&reader, limits: limits)
                try check(element, in: operand, index: index, at: operandOffset)
                buffer[used] = element
                used += 1
            }
        }
        if opcode == GenericInstruction.label { try checkLabel(buffer[0], at: offset + 1) }
        isAtEnd = opcode == GenericInstruction.codeEnd
        return GenericInstruction(opcode: opcode, operandCount: used, offset: offset)
    }

    /// The number that `label` defines is not encoded as a label.
    private func checkLabel(_ operand: GenericOperand, at offset: Int) throws(LoadError) {
        guard operand.kind == .unsigned, operand.value > 0, operand.value < limits.labels else {
            throw reader.error(.labelRange, at: offset, detail: operand.value)
        }
    }

    private func check(
        _ element: GenericOperand, in list: GenericOperand, index: Int, at offset: Int
    ) throws(LoadError) {
        if element.kind == .list || element.kind == .allocationList { throw reader.error(.nestedList, at: offset) }
        guard list.kind == .allocationList else { return }
        let isNeed = index % 2 == 0
        guard element.kind == .unsigned, !isNeed || GenericOperand.AllocationNeed(rawValue: element.value) != nil
        else { throw reader.error(.badAllocationList, at: offset, detail: element.value) }
    }
}
