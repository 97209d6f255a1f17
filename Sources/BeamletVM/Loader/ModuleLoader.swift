/// A call of another module's function: 32 bits at `place`, filled in when all modules are there.
public struct ImportFixup {
    /// Where the address goes.
    public var place: Address
    /// The instruction that calls.
    public var caller: Address
    /// The function's module and name (atoms).
    public var module: Term
    /// Its name.
    public var function: Term
    /// Its arity.
    public var arity: Int
}

/// A module in linked form.
public struct LoadedCode {
    /// What the image says about it; its tables are in place.
    public var record: ModuleRecord
    /// X slots that its code uses.
    public var slots: UInt32
    /// Float registers that its code uses.
    public var floats: UInt32
}

/// Turns one `.beam` file into linked code in a code area.
///
/// One pass over the instructions: each function is decoded whole, then its instructions are transformed with a look
/// ahead (`Transform.swift`), then its labels are filled in. Before the code lie the module's literals and funs, behind it its
/// tables. What is needed only meanwhile is in `Scratch` memory.
public struct ModuleLoader {
    /// The file.
    let file: BeamFile
    /// The module's atoms by their index in the file.
    let atoms: UnsafeMutableBufferPointer<Term>
    /// Its literals.
    let literals: UnsafeMutableBufferPointer<Term>
    /// Its imports: the number of the BIF, or 0xFFFF.
    let importBIFs: UnsafeMutableBufferPointer<UInt16>
    let imports: ImportTable
    /// Where funs' records lie.
    let funs: Address
    let funCount: Int
    /// The place among them of each fun of the file that is kept.
    let funPlaces: UnsafeMutableBufferPointer<UInt16>
    /// Writes the code.
    var emitter: Emitter
    /// Calls of other modules.
    var importFixups: UnsafeMutableBufferPointer<ImportFixup>
    /// How many there are.
    public private(set) var importCount = 0
    /// Addresses of all `func_info`s, in order.
    private let functions: UnsafeMutableBufferPointer<Address>
    private var functionCount = 0
    /// Lines, in order of address.
    private let lines: UnsafeMutableBufferPointer<LineRecord>
    private var lineCount = 0
    /// The number in the module's record of each file of the line table.
    private let fileNumbers: UnsafeMutableBufferPointer<UInt8>
    /// What the line items say, by index.
    private let lineItems: UnsafeMutableBufferPointer<UInt32>
    /// The function that is being loaded.
    public private(set) var function = Term.nil
    /// Its arity.
    public private(set) var arity = 0
    /// Where the function begins that runs when the module is loaded; 0: there is none.
    var onLoad: Address = 0
    /// The atoms of the program.
    public var interner: AtomInterner
    let code: CodeHeader
    /// Literals of integers that instructions carry, and how many there are.
    let constants: UnsafeMutableBufferPointer<Term>
    var constantCount = 0
    /// Orders the keys of maps.
    let comparer: MapLiterals
    private let limits: OperandLimits
    private var scratch: Scratch
    /// Told of each instruction that was transformed: its offset in the code chunk, where its code begins, and why it is what it
    /// is. (Not in a firmware.) Before each
    /// function it is told, with the offset -1, where the literals of the function's large integers begin. For the disassembler.
    let observer: ((_ offset: Int, _ address: Address, _ rules: Rules) -> Void)?

    /// What of the module is linked; nil: all of it.
    let selection: ModuleSelection?
    #if !hasFeature(Embedded)
        /// The number of functions that have been read, kept or not.
        private var functionsRead = 0
    #endif

    /// The definitions of its native records: a list.
    var records = Term.nil
    /// Whether guards may call functions that are no BIFs here: for checks of files whose code never runs. BIF 0 is in their place.
    var toleratesMissing = false

    /// The module's name.
    public var name: Term { atoms[1] }

    /// Reads the file's tables and builds its literals in `area`. Throws whatever is wrong with the file; `interner` then has
    /// the atoms that were read before.
    public init(
        _ file: BeamFile, area: CodeArea, imageBase: Address, interner: inout AtomInterner, scratch: Scratch,
        usesFarJumps: Bool = false, selection: ModuleSelection? = nil,
        observer: ((_ offset: Int, _ address: Address, _ rules: Rules) -> Void)? = nil
    ) throws(LoadError) {
        self.file = file
        self.selection = selection
        self.observer = observer
        var scratch = scratch
        var area = area
        // Atoms.
        comparer = try MapLiterals(scratch: &scratch)
        atoms = try scratch.array(of: Term.self, file.atomCount + 1)
        atoms[0] = .nil
        var atomTable = try file.atoms()
        while let text = try atomTable.next() {
            let isKept = text.index == 1 || ModuleLoader.keeps(.atom, text.index, selection)
            atoms[text.index] = isKept ? try interner.intern(text) : .nil
        }
        // Literals.
        let chunk = try file.literals()
        var entries: LiteralEntries
        if chunk.isCompressed {
            let bytes = try scratch.array(of: UInt8.self, chunk.uncompressedSize)
            try chunk.decode(into: UnsafeMutableRawBufferPointer(bytes))
            entries = try chunk.entries(decoded: UnsafeRawBufferPointer(bytes))
        } else {
            entries = try chunk.entries()
        }
        literals = try scratch.array(of: Term.self, entries.count)
        var index = 0
        while var entry = try entries.next() {
            let isKept = ModuleLoader.keeps(.literal, index, selection)
            literals[index] =
                isKept
                ? try LiteralBuilder.build(
                    &entry, area: &area, atoms: &interner, comparer: comparer, scratch: scratch) : .nil
            index += 1
        }
        // Imports.
        imports = try file.imports()
        importBIFs = try scratch.array(of: UInt16.self, imports.count)
        for index in 0..<imports.count {
            let entry = try imports.entry(index)
            guard ModuleLoader.keeps(.import, index, selection) else {
                importBIFs[index] = 0xFFFF
                continue
            }
            let names = interner
            let number = BIFTable.number(
                names.text(atoms[entry.module]), names.text(atoms[entry.function]), entry.arity)
            importBIFs[index] = UInt16(number ?? 0xFFFF)
        }
        // Funs.
        let funTable = try file.funs()
        funPlaces = try scratch.array(of: UInt16.self, funTable.count)
        var keptFuns = 0
        for index in 0..<funTable.count where ModuleLoader.keeps(.fun, index, selection) {
            funPlaces[index] = UInt16(truncatingIfNeeded: keptFuns)
            keptFuns += 1
        }
        funCount = keptFuns
        funs = try area.reserve(funCount * MemoryLayout<FunRecord>.size)
        // Lines.
        fileNumbers = try scratch.array(of: UInt8.self, 256)
        var lineTable = try file.lines()
        lineItems = try scratch.array(of: UInt32.self, lineTable.count + 1)
        lineItems[0] = 0
        var item = 1
        while let line = try lineTable.next() {
            lineItems[item] = UInt32(min(line.file, 255)) << 24 | UInt32(min(line.line, 0xFF_FFFF))
            item += 1
        }
        // Code.
        code = try file.code()
        limits = OperandLimits(
            atoms: file.atomCount, labels: code.labelCount, literals: literals.count, types: 0)
        let size = code.instructions.remaining
        functions = try scratch.array(of: Address.self, code.functionCount)
        lines = try scratch.array(of: LineRecord.self, min(size / 2, lineTable.instructionCount + 1))
        let labels = try scratch.array(of: Address.self, code.labelCount)
        for index in labels.indices { labels[index] = 0 }
        let fixups = try scratch.array(of: Fixup.self, size / 2 + 16)
        // A large integer takes at least five bytes of the code, an instruction with a string three.
        constants = try scratch.array(of: Term.self, size / 3 + 1)
        importFixups = try scratch.array(of: ImportFixup.self, size / 2 + 1)
        let farLabels = usesFarJumps ? try scratch.array(of: Emitter.FarLabel.self, size / 2 + 16) : nil
        emitter = Emitter(
            area: area, imageBase: imageBase, fixups: fixups, labels: labels, isLarge: size > 16_000,
            farLabels: farLabels)
        self.interner = interner
        self.scratch = scratch
    }

    /// Throws an error at a place in the code chunk.
    func error(_ code: LoadError.Code, at offset: Int, detail: Int) -> LoadError {
        LoadError(code, chunk: ChunkName.code, offset: offset, detail: detail)
    }

    // MARK: Functions

    /// Transforms all code and writes the tables behind it. Throws whatever is wrong with the code.
    public mutating func load() throws(LoadError) -> LoadedCode {
        let codeStart = try emitter.area.reserve(0, alignment: 2)
        try buildRecords()
        var reader = CodeReader(code, limits: limits)
        var window = InstructionWindow(scratch: scratch)
        var pending = try readLabel(&reader, &window)
        while pending {
            pending = try loadFunction(&reader, &window)
        }
        try emitter.resolve()
        let codeEnd = emitter.area.cursor
        return try finish(codeStart, codeEnd)
    }

    /// Reads up to the first function's label. False: there is no function.
    private mutating func readLabel(
        _ reader: inout CodeReader, _ window: inout InstructionWindow
    ) throws(LoadError) -> Bool {
        window.clear()
        while let instruction = try window.read(&reader) {
            switch instruction.opcode {
            case GenericInstruction.label: return true
            case GenericInstruction.codeEnd: return false
            case 153: window.clear()
            default:
                throw error(.codeOutsideFunction, at: instruction.offset, detail: Int(instruction.opcode))
            }
        }
        return false
    }

    /// Loads the function whose first label is in the window. It ends where a label is followed by `func_info`, or with the
    /// code. Answers whether another one follows, whose label is then in the window.
    private mutating func loadFunction(
        _ reader: inout CodeReader, _ window: inout InstructionWindow
    ) throws(LoadError) -> Bool {
        var more = false
        while let instruction = try window.read(&reader) {
            if instruction.opcode == GenericInstruction.codeEnd {
                window.drop(1)
                break
            }
            if instruction.opcode == GenericInstruction.functionInfo, window.count > 3 {
                // Back to the label before it, and a line in between.
                more = true
                break
            }
        }
        var end = window.count
        if more {
            end -= 1
            while end > 0 && window.instructions[end].opcode != GenericInstruction.label { end -= 1 }
            guard end > 0 else {
                let last = window.instructions[window.count - 1]
                throw error(.codeOutsideFunction, at: last.offset, detail: Int(last.opcode))
            }
        }
        #if hasFeature(Embedded)
            try link(window, end: end)
        #else
            let number = functionsRead
            functionsRead += 1
            switch ModuleLoader.use(ofFunction: number, selection) {
            case .dropped: break
            case .linked: try link(window, end: end)
            case .missing: try linkMissing(window, end: end)
            }
        #endif
        if more { window.keep(from: end) } else { window.clear() }
        return more
    }

    /// Transforms the function in the window, or lets it call the BIF that stands for it.
    private mutating func link(_ window: InstructionWindow, end: Int) throws(LoadError) {
        guard let (bif, body) = try native(window, end: end) else {
            try transform(window, end: end)
            return
        }
        try transform(window, end: body)
        try emitter.finishInstruction()
        try emitter.emit(.call_bif_only_n_h, .number(arity), .number(bif))
    }

    #if !hasFeature(Embedded)
        /// In place of the function in the window: a call of it by its name, which answers `undef` as it is not exported.
        private mutating func linkMissing(_ window: InstructionWindow, end: Int) throws(LoadError) {
            var body = 0
            while body < end && window.instructions[body].opcode != GenericInstruction.functionInfo { body += 1 }
            try transform(window, end: min(body + 2, end))
            try emitter.finishInstruction()
            try emitter.emit(.import_f, .word(0))
        }
    #endif

    /// Where the window's function is one that is native here: the BIF's number, and where what the module has in its place begins,
    /// which nothing but the call of the BIF stands for.
    private func native(_ window: InstructionWindow, end: Int) throws(LoadError) -> (bif: Int, body: Int)? {
        var index = 0
        while index < end && window.instructions[index].opcode != GenericInstruction.functionInfo { index += 1 }
        guard index + 1 < end, window.instructions[index + 1].opcode == GenericInstruction.label else { return nil }
        let this = Generics(window: window, entry: window.instructions[index])
        let names = interner
        let number = BIFTable.number(names.text(try atom(this[0])), names.text(try atom(this[1])), try number(this[2]))
        return number.map { (Int($0), index + 2) }
    }

    /// Notes that a function begins here: `func_info` is next.
    mutating func beginFunction(_ module: Term, _ name: Term, _ arity: Int, at offset: Int) throws(LoadError) {
        guard functionCount < functions.count else {
            throw error(.badCount, at: offset, detail: functionCount)
        }
        function = name
        self.arity = arity
        try emitter.emit(
            .func_info_n_h_h, .number(arity), .number(Int(module.payload)), .number(Int(name.payload)))
        functions[functionCount] = emitter.origin
        functionCount += 1
    }

    /// Where the record of a fun lies that is kept, by its index in the file.
    func funRecord(_ index: Int) -> Address {
        funs &+ UInt32(funPlaces[index]) &* UInt32(MemoryLayout<FunRecord>.size)
    }

    /// Whether somebody can ask for the module's attributes.
    private var keepsAttributes: Bool {
        #if hasFeature(Embedded)
            return true
        #else
            return selection?.keepsAttributes ?? true
        #endif
    }

    /// Where the function begins that is being loaded.
    var functionEntry: Address {
        functionCount == 0 ? 0 : functions[functionCount - 1] &+ FunctionInfo.size
    }

    /// Notes that a line's code begins here.
    mutating func beginLine(_ item: Int, at offset: Int) throws(LoadError) {
        guard item >= 0, item < lineItems.count else {
            // A module without its line table (a stripped one) still has the instructions.
            if lineItems.count <= 1 { return }
            throw error(.indexRange, at: offset, detail: item)
        }
        try emitter.finishInstruction()
        let address = emitter.area.cursor
        if lineCount > 0 && lines[lineCount - 1].address == address { lineCount -= 1 }
        guard lineCount < lines.count else { return }
        lines[lineCount] = LineRecord(address: address, location: lineItems[item])
        lineCount += 1
    }

    /// Notes a call of an imported function whose address goes to `place`.
    mutating func addImport(_ index: Int, at place: Address) throws(LoadError) {
        let entry = try imports.entry(index)
        importFixups[importCount] = ImportFixup(
            place: place, caller: emitter.origin, module: atoms[entry.module], function: atoms[entry.function],
            arity: entry.arity)
        importCount += 1
    }

    // MARK: Tables

    private mutating func finish(_ codeStart: Address, _ codeEnd: Address) throws(LoadError) -> LoadedCode {
        var record = ModuleRecord(
            name: name.bits, codeStart: codeStart, codeEnd: codeEnd, exports: 0, exportCount: 0, functions: 0,
            functionCount: UInt32(functionCount), lines: 0, lineCount: UInt32(lineCount), files: 0, fileCount: 0,
            funs: funs, funCount: UInt32(funCount), attributes: Term.nil.bits, md5: Term.nil.bits,
            onLoad: onLoad,
            size: 0)
        try writeFuns()
        record.functions = try emitter.area.reserve(functionCount * 4)
        for index in 0..<functionCount { storeWord(functions[index], record.functions &+ UInt32(index) * 4) }
        let fileCount = try numberFiles()
        try writeLines(&record, fileCount)
        try writeExports(&record)
        try writeFiles(&record, fileCount)
        record.records = records.bits
        if keepsAttributes {
            record.attributes = try chunkTerm(ChunkName.attributes).bits
            record.md5 = try digest().bits
        }
        // Compile information is paths and options of the desktop: flash for nobody. `module_info(compile)` answers [], as for
        // a stripped file.
        return LoadedCode(record: record, slots: emitter.slots, floats: emitter.floats)
    }

    private mutating func writeLines(_ record: inout ModuleRecord, _ fileCount: Int) throws(LoadError) {
        var isShort = fileCount <= 1 && record.codeEnd &- record.codeStart < 1 &<< 17
        for index in 0..<lineCount where lines[index].location >= 1 &<< 16 { isShort = false }
        record.lines = try emitter.area.reserve(lineCount * (isShort ? 4 : 8))
        if isShort { record.lineCount |= LineRecord.short }
        for index in 0..<lineCount {
            let line = lines[index]
            if isShort {
                storeWord(
                    (line.address &- record.codeStart) &<< 15 | line.location, record.lines &+ UInt32(index) * 4)
            } else {
                storeWord(line.address, record.lines &+ UInt32(index) * 8)
                storeWord(line.location, record.lines &+ UInt32(index) * 8 &+ 4)
            }
        }
    }

    /// A chunk that is a term; nil where there is none.
    private mutating func chunkTerm(_ name: UInt32) throws(LoadError) -> Term {
        guard var reader = file.chunk(name), !reader.isAtEnd else { return .nil }
        return try LiteralBuilder.build(
            &reader, area: &emitter.area, atoms: &interner, comparer: comparer, scratch: scratch)
    }

    /// The MD5 of the file's code, a binary in the area.
    private mutating func digest() throws(LoadError) -> Term {
        let place = try emitter.area.reserve(24)
        storeWord(Header(.heapBitstring, words: 5).bits, place)
        storeWord(128, place &+ 4)
        var context = InlineArray<22, UInt32>(repeating: 0)
        try file.digest(&context)
        for index in 0..<4 { storeWord(context[index], place &+ 8 &+ UInt32(index) &* 4) }
        return Term(boxed: place)
    }

    private mutating func writeFuns() throws(LoadError) {
        let table = try file.funs()
        for index in 0..<table.count where ModuleLoader.keeps(.fun, index, selection) {
            let entry = try table.entry(index)
            let address = emitter.labels[entry.label]
            guard address != 0 else {
                throw LoadError(.undefinedLabel, chunk: ChunkName.funs, offset: 4 + index * 24, detail: entry.label)
            }
            let place = UnsafeMutablePointer<FunRecord>(
                bitPattern: UInt(funRecord(index))
            ).unsafelyUnwrapped
            place.pointee = FunRecord(
                code: address, module: name.bits, arity: UInt8(entry.arity - entry.freeVariables),
                freeCount: UInt8(entry.freeVariables), index: UInt16(truncatingIfNeeded: entry.index),
                uniq: entry.oldUnique)
        }
    }

    /// Exported functions, ascending by key.
    private mutating func writeExports(_ record: inout ModuleRecord) throws(LoadError) {
        let table = try file.exports()
        var kept = 0
        for index in 0..<table.count where ModuleLoader.keeps(.export, index, selection) { kept += 1 }
        record.exports = try emitter.area.reserve(kept * MemoryLayout<ExportRecord>.size)
        let rows = UnsafeMutablePointer<ExportRecord>(bitPattern: UInt(record.exports)).unsafelyUnwrapped
        var count = 0
        for index in 0..<table.count where ModuleLoader.keeps(.export, index, selection) {
            let entry = try table.entry(index)
            let address = emitter.labels[entry.label]
            guard address != 0 else {
                throw LoadError(.undefinedLabel, chunk: ChunkName.exports, offset: 4 + index * 12, detail: entry.label)
            }
            rows[count] = ExportRecord(key: ExportRecord.key(atoms[entry.function], entry.arity), entry: address)
            count += 1
        }
        HeapSort.sort(
            count, isLess: { rows[$0].key < rows[$1].key },
            swap: { a, b in
                let row = rows[a]
                rows[a] = rows[b]
                rows[b] = row
            })
        record.exportCount = UInt32(count)
    }

    /// Numbers the files to which lines refer, from 0 in the order of the file, and lets the lines refer to these. Answers how many;
    /// the numbers stay in `fileNumbers`, 0xFF for files without lines.
    private mutating func numberFiles() throws(LoadError) -> Int {
        for file in fileNumbers.indices { fileNumbers[file] = 0xFF }
        for index in 0..<lineCount where lines[index].location != 0 {
            fileNumbers[Int(lines[index].location >> 24)] = 0
        }
        var count: UInt8 = 0
        for file in 0..<255 where fileNumbers[file] == 0 {
            fileNumbers[file] = count
            count += 1
        }
        // The 255th file and those after it have no names.
        fileNumbers[255] = 0xFF
        for index in 0..<lineCount where lines[index].location != 0 {
            let location = lines[index].location
            lines[index].location = location & 0xFF_FFFF | UInt32(fileNumbers[Int(location >> 24)]) << 24
        }
        return Int(count)
    }

    /// `{file, Name}` for each file that has lines: 0 is the module's own, `Module.erl`.
    private mutating func writeFiles(_ record: inout ModuleRecord, _ count: Int) throws(LoadError) {
        guard lineCount > 0 else { return }
        var names = try file.lines().fileNames()
        record.fileCount = UInt32(count)
        record.files = try emitter.area.reserve(count * 4)
        for index in 0..<min(names.count + 1, 255) {
            let text = index == 0 ? nil : try names.next()
            guard fileNumbers[index] != 0xFF else { continue }
            var list: Term
            if index == 0 {
                list = try characters(interner.text(name), suffix: ".erl")
            } else if let base = text?.baseAddress {
                list = try characters(
                    AtomName(bytes: base.assumingMemoryBound(to: UInt8.self), count: text?.count ?? 0), suffix: "")
            } else {
                list = .nil
            }
            let tuple = try emitter.area.reserve(12)
            storeWord(Header.tuple(2).bits, tuple)
            store(.file, tuple &+ 4)
            store(list, tuple &+ 8)
            store(Term(boxed: tuple), record.files &+ UInt32(fileNumbers[index]) * 4)
        }
    }

    /// A literal list of a text's characters.
    private mutating func characters(_ text: AtomName, suffix: StaticString) throws(LoadError) -> Term {
        let count = text.count + suffix.utf8CodeUnitCount
        if count == 0 { return .nil }
        let list = try emitter.area.reserve(count * 8)
        var place = list
        for index in 0..<count {
            let byte = index < text.count ? text.bytes[index] : suffix.utf8Start[index - text.count]
            store(Term(small: Int(byte)), place)
            store(Term(list: place &+ 8), place &+ 4)
            place = place &+ 8
        }
        store(.nil, place &- 4)
        return Term(list: list)
    }
}
