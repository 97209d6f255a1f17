// Generic instructions to linked ones: float registers.
extension ModuleLoader {
    /// Float registers from this one on are beyond what a byte can name, three numbers further: those three are temporaries.
    private static let farFloat = 253

    mutating func transformFloat(_ this: Generics) throws(LoadError) {
        switch this.opcode {
        case Generic.fclearerror, Generic.fcheckerror:
            // Errors are found where they happen.
            break
        case Generic.fmove:
            if this[1].kind != .floatRegister {
                let value = try nearFloat(this[0], 0)
                try emitter.emit(.fstore_n_d, .fstore_n_d, value, try register(this[1]))
            } else if this[0].kind == .floatRegister {
                try moveFloat(try float(this[0]), to: try float(this[1]))
            } else {
                let from = try source(this[0])
                if from.kind == .literal || from.kind == .immediate {
                    guard Term(bits: from.value).isFloat else {
                        throw error(.badOperand, at: this.entry.offset, detail: Int(this.opcode))
                    }
                }
                try intoFloat(this[1]) { loader, to throws(LoadError) in
                    try loader.emitter.emit(.fload_q_n, .fload_x_n, from, to)
                }
            }
        case Generic.fconv:
            let from = try source(this[0])
            try intoFloat(this[1]) { loader, to throws(LoadError) in
                try loader.emitter.emit(.fconv_x_n, .fconv_x_n, from, to)
            }
        case Generic.fnegate:
            let value = try nearFloat(this[1], 0)
            try intoFloat(this[2]) { loader, to throws(LoadError) in try loader.emitter.emit(.fnegate_n_n, value, to) }
        default:
            let first = try nearFloat(this[1], 0)
            let second = try nearFloat(this[2], 1)
            let opcode: Opcode =
                switch this.opcode {
                case Generic.fadd: .fadd_n_n_n
                case Generic.fsub: .fsub_n_n_n
                case Generic.fmul: .fmul_n_n_n
                default: .fdiv_n_n_n
                }
            try intoFloat(this[3]) { loader, to throws(LoadError) in try loader.emitter.emit(opcode, first, second, to)
            }
        }
    }

    /// A float register's number.
    private mutating func float(_ operand: GenericOperand) throws(LoadError) -> Int {
        guard operand.kind == .floatRegister, operand.value <= CompactTerm.registerLimit else {
            throw LoadError(.badOperand, chunk: ChunkName.code, offset: 0, detail: Int(operand.kind.rawValue))
        }
        let number = operand.value < Self.farFloat ? operand.value : operand.value + 3
        emitter.floats = max(emitter.floats, UInt32(number) + 1)
        return number
    }

    private mutating func moveFloat(_ from: Int, to: Int) throws(LoadError) {
        try emitter.emit(.fmove_h_h, .number(from), .number(to))
    }

    /// A float register as an operand; a far one's value is moved to a temporary first.
    private mutating func nearFloat(_ operand: GenericOperand, _ temporary: Int) throws(LoadError) -> Operand {
        let number = try float(operand)
        if number < Self.farFloat { return .number(number) }
        try moveFloat(number, to: Self.farFloat + temporary)
        return .number(Self.farFloat + temporary)
    }

    /// Emits an instruction with a float register as its destination.
    private mutating func intoFloat(
        _ operand: GenericOperand, _ emit: (inout ModuleLoader, Operand) throws(LoadError) -> Void
    ) throws(LoadError) {
        let number = try float(operand)
        if number < Self.farFloat {
            try emit(&self, .number(number))
        } else {
            try emit(&self, .number(Self.farFloat + 2))
            try moveFloat(Self.farFloat + 2, to: number)
        }
    }
}
