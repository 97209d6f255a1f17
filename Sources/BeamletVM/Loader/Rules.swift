/// Why generic instructions became the linked ones that they became: the names of the loader's transformations.
///
/// The places that make a choice say so (`Emitter.note`), and the disassembler shows it. A firmware has no one to show it to:
/// there the notes are empty functions, and this table is not linked in.
public enum Rule: UInt8, CaseIterable, Sendable {
    // MARK: Which member of a family
    /// A member of the family for exactly these operands, before its last one, which takes any.
    case specialised
    /// Operands that no member of the family takes go through temporaries (t0 to t2).
    case spill
    /// Registers, counts or sizes beyond what the usual instructions can say.
    case wide
    /// A call or jump that may be farther than a 16-bit distance.
    case far
    /// An integer that is no immediate has become a literal before the function.
    case integer_literal

    // MARK: What has no code
    /// Nothing to do here: a place in the code, or what only native code needs.
    case no_code

    // MARK: Sequences that become one instruction
    case move_return
    case move_call
    case move2
    case move2_call
    case allocate_move
    case allocate_move2
    case deallocate_return
    case call_fun_return
    case get_list_if_nonempty
    case get_tuple_element2
    case put_tuple_puts
    case init_yregs2

    // MARK: One instruction becomes another
    /// A comparison with `[]`.
    case is_nil
    /// The constant of a comparison, or of an addition, goes to the right.
    case swap_operands
    /// An addition of a small constant.
    case add_small
    /// A subtraction of a small constant is an addition of its negative.
    case subtract_small
    /// An operator or guard function that has an instruction of its own.
    case bif_instruction
    /// A call of a function that is native here.
    case call_bif
    /// Any other native function in a guard or expression.
    case guard_bif
    /// A choice among close small integers: an indexed jump.
    case jump_table
    /// A choice among many immediates: a binary search.
    case binary_search
    /// A choice among few: one comparison after the other.
    case compare_chain
    /// A large frame, or one with many live registers, is made in steps.
    case frame_in_steps

    #if !hasFeature(Embedded)
        /// What the rule does, in a few words for a person.
        public var text: String {
            switch self {
            case .specialised: "the member of the family for these operands"
            case .spill: "operands go through temporaries"
            case .wide: "beyond what a byte can name"
            case .far: "may be out of reach of 16 bits"
            case .integer_literal: "a large integer is a literal"
            case .no_code: "needs no code"
            case .move_return: "a move before a return"
            case .move_call: "a move into the first argument of a call"
            case .move2: "two moves"
            case .move2_call: "two moves before a call"
            case .allocate_move: "a frame and a move into it"
            case .allocate_move2: "a frame and two moves into it"
            case .deallocate_return: "a frame goes before a return"
            case .call_fun_return: "a call of a fun in tail position"
            case .get_list_if_nonempty: "a test for a cell and its parts"
            case .get_tuple_element2: "two elements that lie side by side"
            case .put_tuple_puts: "a tuple and its elements"
            case .init_yregs2: "two registers of the frame"
            case .is_nil: "a comparison with []"
            case .swap_operands: "the constant goes to the right"
            case .add_small: "an addition of a small constant"
            case .subtract_small: "a subtraction of a small constant"
            case .bif_instruction: "a native function that has an instruction"
            case .call_bif: "a call of a native function"
            case .guard_bif: "a native function in a guard or expression"
            case .jump_table: "a choice among close small integers"
            case .binary_search: "a choice among many constants"
            case .compare_chain: "a choice among few constants"
            case .frame_in_steps: "a frame that is made in steps"
            }
        }
    #endif
}

/// A set of rules: those that were applied to one instruction.
public struct Rules: OptionSet, Sendable {
    /// One bit for each rule.
    public let rawValue: UInt64

    /// The rules of these bits.
    public init(rawValue: UInt64) { self.rawValue = rawValue }

    /// One rule.
    public init(_ rule: Rule) { rawValue = 1 << UInt64(rule.rawValue) }

    #if !hasFeature(Embedded)
        /// Its rules, in the order of the table.
        public var all: [Rule] { Rule.allCases.filter { contains(Rules($0)) } }
    #endif
}

extension Emitter {
    /// Notes that a rule was applied to the instruction that is being transformed.
    @inline(__always)
    mutating func note(_ rule: Rule) {
        #if !hasFeature(Embedded)
            rules.insert(Rules(rule))
        #endif
    }
}
