/// The code chunk: its header, and the instructions after it.
public struct CodeHeader {
    /// One more than the highest label.
    public let labelCount: Int
    /// The number of functions.
    public let functionCount: Int
    /// The highest opcode in use.
    public let highestOpcode: Int
    /// The instructions: offsets count from the chunk's beginning.
    public let instructions: ByteReader

    init(_ chunk: ByteReader) throws(LoadError) {
        var reader = chunk
        let infoSize = try reader.count()
        guard infoSize >= 16, infoSize <= reader.remaining else {
            throw reader.error(.badCount, at: 0, detail: infoSize)
        }
        let version = try reader.u32()
        guard version == 0 else { throw reader.error(.codeVersion, at: 4, detail: Int(truncatingIfNeeded: version)) }
        highestOpcode = try reader.count()
        guard highestOpcode <= GenericInstruction.highestOpcode else {
            throw reader.error(.opcodeTooNew, at: 8, detail: highestOpcode)
        }
        labelCount = try reader.count()
        functionCount = try reader.count()
        try reader.skip(infoSize - 16)
        // A label takes two bytes of code, a function more: what is beyond is no count, and nobody should allocate it.
        guard labelCount <= reader.remaining + 1 else { throw reader.error(.badCount, at: 12, detail: labelCount) }
        guard functionCount <= reader.remaining else { throw reader.error(.badCount, at: 16, detail: functionCount) }
        instructions = reader
    }
}

/// An imported function.
public struct ImportEntry: Equatable, Sendable {
    /// Index of the module's atom, from 1.
    public let module: Int
    /// Index of the function's atom, from 1.
    public let function: Int
    /// The number of arguments, 0 through 255.
    public let arity: Int
}

/// The imported functions of a module.
public struct ImportTable {
    private let rows: RowTable

    init(_ chunk: ByteReader, atomCount: Int) throws(LoadError) {
        rows = try RowTable(chunk, rowSize: 12, atomCount: atomCount, labelCount: 0)
    }

    /// The number of entries.
    public var count: Int { rows.count }

    /// The entry of `index`, from 0. Throws `indexRange`, `atomRange` or `badArity`.
    public func entry(_ index: Int) throws(LoadError) -> ImportEntry {
        var row = try rows.row(index)
        return ImportEntry(
            module: try rows.atom(&row), function: try rows.atom(&row), arity: try rows.arity(&row))
    }
}

/// An exported or local function.
public struct FunctionEntry: Equatable, Sendable {
    /// Index of the function's atom, from 1.
    public let function: Int
    /// The number of arguments, 0 through 255.
    public let arity: Int
    /// The label of its first instruction.
    public let label: Int
}

/// The exported, or the local, functions of a module.
public struct FunctionTable {
    private let rows: RowTable

    init(_ chunk: ByteReader?, atomCount: Int, labelCount: Int) throws(LoadError) {
        rows = try RowTable(chunk, rowSize: 12, atomCount: atomCount, labelCount: labelCount)
    }

    /// The number of entries.
    public var count: Int { rows.count }

    /// The entry of `index`, from 0. Throws `indexRange`, `atomRange`, `badArity` or `labelRange`.
    public func entry(_ index: Int) throws(LoadError) -> FunctionEntry {
        var row = try rows.row(index)
        return FunctionEntry(
            function: try rows.atom(&row), arity: try rows.arity(&row), label: try rows.label(&row))
    }
}

/// A fun: `make_fun2` and `make_fun3` refer to it by its place in the table.
public struct FunEntry: Equatable, Sendable {
    /// Index of the atom that names the function, from 1.
    public let function: Int
    /// The number of arguments of the function at the label: those of the fun and its free variables.
    public let arity: Int
    /// The label of its first instruction.
    public let label: Int
    /// The index that `erlang:fun_info/2` answers.
    public let index: Int
    /// The number of free variables.
    public let freeVariables: Int
    /// The unique value that `erlang:fun_info/2` answers as `uniq`.
    public let oldUnique: UInt32
}

/// The funs of a module.
public struct FunTable {
    private let rows: RowTable

    init(_ chunk: ByteReader?, atomCount: Int, labelCount: Int) throws(LoadError) {
        rows = try RowTable(chunk, rowSize: 24, atomCount: atomCount, labelCount: labelCount)
    }

    /// The number of entries.
    public var count: Int { rows.count }

    /// The entry of `index`, from 0. Throws `indexRange`, `atomRange`, `badArity` or `labelRange`.
    public func entry(_ index: Int) throws(LoadError) -> FunEntry {
        var row = try rows.row(index)
        let function = try rows.atom(&row)
        let arity = try rows.arity(&row)
        let label = try rows.label(&row)
        let number = try row.count()
        let freeVariables = try row.count()
        guard freeVariables <= arity else {
            throw row.error(.badArity, at: row.position - 4, detail: freeVariables)
        }
        return FunEntry(
            function: function, arity: arity, label: label, index: number, freeVariables: freeVariables,
            oldUnique: try row.u32())
    }
}

/// A count and as many rows of one size: what the tables of functions have in common.
private struct RowTable {
    let count: Int
    private let reader: ByteReader
    private let rowSize: Int
    private let atomCount: Int
    private let labelCount: Int

    init(_ chunk: ByteReader?, rowSize: Int, atomCount: Int, labelCount: Int) throws(LoadError) {
        self.rowSize = rowSize
        self.atomCount = atomCount
        self.labelCount = labelCount
        guard var reader = chunk else {
            count = 0
            self.reader = ByteReader.empty
            return
        }
        count = try reader.count()
        guard count <= reader.remaining / rowSize else { throw reader.error(.badCount, at: 0, detail: count) }
        self.reader = reader
    }

    func row(_ index: Int) throws(LoadError) -> ByteReader {
        var row = reader
        guard index >= 0, index < count else { throw row.error(.indexRange, at: 0, detail: index) }
        try row.skip(index * rowSize)
        return try row.slice(rowSize)
    }

    func atom(_ row: inout ByteReader) throws(LoadError) -> Int {
        let index = try row.u32()
        guard index >= 1, index <= UInt32(truncatingIfNeeded: atomCount) else {
            throw row.error(.atomRange, at: row.position - 4, detail: Int(truncatingIfNeeded: index))
        }
        return Int(index)
    }

    func arity(_ row: inout ByteReader) throws(LoadError) -> Int {
        let arity = try row.u32()
        guard arity <= 255 else {
            throw row.error(.badArity, at: row.position - 4, detail: Int(truncatingIfNeeded: arity))
        }
        return Int(arity)
    }

    func label(_ row: inout ByteReader) throws(LoadError) -> Int {
        let label = try row.u32()
        guard label >= 1, label < UInt32(truncatingIfNeeded: labelCount) else {
            throw row.error(.labelRange, at: row.position - 4, detail: Int(truncatingIfNeeded: label))
        }
        return Int(label)
    }
}
