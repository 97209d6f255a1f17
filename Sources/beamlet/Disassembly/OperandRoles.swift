import BeamletVM

/// What the unsigned operands of generic instructions refer to, where that is a table.
enum OperandRole {
    /// Index of an imported function.
    case importedFunction
    /// Index of a fun.
    case fun
    /// Index of a source line.
    case line
    /// Offset into the string bytes; the operand at `length` gives the number of bytes, or of bits.
    case string(length: Int, isBits: Bool)

    /// The role of operand `index` (from 0, list elements not counted) of the instruction with that name.
    static func role(_ instruction: String, _ index: Int) -> OperandRole? {
        switch (instruction, index) {
        case ("call_ext", 1), ("call_ext_last", 1), ("call_ext_only", 1): return .importedFunction
        case ("bif0", 0), ("bif1", 1), ("bif2", 1), ("bif3", 1): return .importedFunction
        case ("gc_bif1", 2), ("gc_bif2", 2), ("gc_bif3", 2): return .importedFunction
        case ("make_fun2", 0), ("make_fun3", 0): return .fun
        case ("line", 0), ("executable_line", 0), ("debug_line", 1): return .line
        case ("bs_put_string", 1): return .string(length: 0, isBits: false)
        case ("bs_match_string", 3): return .string(length: 2, isBits: true)
        default: return nil
        }
    }
}
