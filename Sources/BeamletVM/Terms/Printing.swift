// The text of a term as `erlang:display/1` prints it: on the console, and in reports.

/// Where text goes.
enum TextOutput {
    /// The console.
    case console
    /// Where reports go.
    case report
    /// The machine's scratch memory, as far as it reaches: `Machine.captured` bytes.
    case capture
}

extension Machine {
    /// Writes one byte.
    @inline(never)
    mutating func put(_ byte: UInt8, _ output: TextOutput) {
        switch output {
        case .console: platform.write(byte)
        case .report:
            if reportBlock == 0 { platform.writeError(byte) } else { keepReport(byte) }
        case .capture:
            if captured < Machine.scratchSize {
                rawPointer(scratch &+ UInt32(captured)).storeBytes(of: byte, as: UInt8.self)
                captured = captured &+ 1
            }
        }
    }

    /// Writes a text of the VM's own.
    @inline(never)
    mutating func put(_ text: StaticString, _ output: TextOutput) {
        put(text.utf8Start, text.utf8CodeUnitCount, output)
    }

    /// Writes a character as UTF-8.
    mutating func putCharacter(_ character: UInt32, _ output: TextOutput) {
        if character < 0x80 {
            put(UInt8(truncatingIfNeeded: character), output)
            return
        }
        let extra: UInt32 = character < 0x800 ? 1 : character < 0x10000 ? 2 : 3
        let lead: UInt32 = extra == 1 ? 0xC0 : extra == 2 ? 0xE0 : 0xF0
        put(UInt8(truncatingIfNeeded: lead | character &>> (6 &* extra)), output)
        var step = extra
        while step > 0 {
            step -= 1
            put(UInt8(truncatingIfNeeded: 0x80 | (character &>> (6 &* step)) & 0x3F), output)
        }
    }

    /// Writes bytes.
    @inline(never)
    private mutating func put(_ bytes: UnsafePointer<UInt8>, _ count: Int, _ output: TextOutput) {
        var index = 0
        while index < count {
            put(bytes[index], output)
            index = index &+ 1
        }
    }

    /// Writes a term. What it is made of is kept on a stack in the arena, so a term may be nested as deeply as there is
    /// memory; where that ends, `...` stands for the rest.
    mutating func print(_ term: Term, _ output: TextOutput) {
        var stack = WorkStack<PrintStep>()
        defer { stack.release(&self) }
        var step = PrintStep.term(term)
        while true {
            var isFull = false
            switch step.kind {
            case .term:
                isFull = !printStart(step.value, output, &stack)
            case .tail:
                let rest = step.value
                if rest.isNil {
                    put(UInt8(ascii: "]"), output)
                } else if rest.isList {
                    put(UInt8(ascii: ","), output)
                    isFull = !push(rest.head, before: PrintStep(.tail, rest.tail), &stack)
                } else {
                    put(UInt8(ascii: "|"), output)
                    isFull = !push(rest, before: PrintStep(.close, .nil), &stack)
                }
            case .close:
                put(UInt8(ascii: "]"), output)
            case .element:
                let index = step.index
                if index == step.value.header.words {
                    put(UInt8(ascii: "}"), output)
                } else {
                    if index > 0 { put(UInt8(ascii: ","), output) }
                    let rest = PrintStep(.element, step.value, index &+ 1)
                    isFull = !push(step.value.element(index), before: rest, &stack)
                }
            case .key:
                let index = step.index
                if index == step.value.header.words - 1 {
                    put(UInt8(ascii: "}"), output)
                } else {
                    if index > 0 { put(UInt8(ascii: ","), output) }
                    let key = step.value.boxedTerm(0).element(index)
                    isFull = !push(key, before: PrintStep(.value, step.value, index), &stack)
                }
            case .trie, .firstInTrie:
                // The children of a node: associations, and nodes whose children take their place.
                let child = step.value.boxedTerm(step.index)
                if step.index &+ 1 < step.value.header.words {
                    isFull = !stack.push(PrintStep(.trie, step.value, step.index &+ 1), &self)
                }
                if child.isList {
                    if step.kind == .trie { put(UInt8(ascii: ","), output) }
                    isFull = isFull || !push(child.head, before: PrintStep(.arrow, child.tail), &stack)
                } else {
                    isFull = isFull || !stack.push(PrintStep(step.kind, child, 1), &self)
                }
            case .field:
                // #Module:Name{Field=Value,...}
                let index = step.index
                if index &+ 1 == step.value.header.words {
                    put(UInt8(ascii: "}"), output)
                } else {
                    if index > 0 { put(UInt8(ascii: ","), output) }
                    printSimple(step.value.definition.element(3 + index), output)
                    put(UInt8(ascii: "="), output)
                    let rest = PrintStep(.field, step.value, index &+ 1)
                    isFull = !push(step.value.boxedTerm(index &+ 1), before: rest, &stack)
                }
            case .arrow:
                put("=>", output)
                isFull = !stack.push(PrintStep(.term, step.value), &self)
            case .closeMap:
                put(UInt8(ascii: "}"), output)
            case .value:
                put("=>", output)
                let rest = PrintStep(.key, step.value, step.index &+ 1)
                isFull = !push(step.value.boxedTerm(step.index &+ 1), before: rest, &stack)
            }
            if isFull {
                put("...", output)
                return
            }
            guard let next = stack.pop() else { return }
            step = next
        }
    }

    /// A term is to be printed, then a step to be taken. False: there is no memory.
    @inline(never)
    private mutating func push(_ term: Term, before step: PrintStep, _ stack: inout WorkStack<PrintStep>) -> Bool {
        stack.push(step, &self) && stack.push(PrintStep(.term, term), &self)
    }

    /// Writes a bignum in decimal. The conversion destroys the digits, so it works on a copy in the arena.
    private mutating func printBignum(_ term: Term, _ output: TextOutput) {
        let decimal = TextBase(10)
        let count = term.header.words
        let bytes = (count &+ 1) &* 4 &+ decimal.characters(digits: count)
        let block = allocate(bytes: bytes)
        if block == 0 {
            put("...", output)
            return
        }
        let end = block &+ UInt32(truncatingIfNeeded: bytes)
        Digits.copy(pointer(term.boxedAddress &+ 4), count, to: pointer(block))
        if isNegative(term) { put(UInt8(ascii: "-"), output) }
        let text = Digits.writeText(pointer(block), count, base: decimal, before: end)
        put(UnsafePointer(rawPointer(text).assumingMemoryBound(to: UInt8.self)), Int(end &- text), output)
        free(block)
    }

    /// Writes a float as C's `%e` does: what `erlang:display/1` prints.
    private mutating func printFloat(_ value: Double, _ output: TextOutput) {
        let block = allocate(bytes: FloatText.workBytes)
        if block == 0 {
            put("...", output)
            return
        }
        var text = FloatText(work: block)
        _ = text.write(value, .scientific(6))
        put(UnsafePointer(rawPointer(text.text).assumingMemoryBound(to: UInt8.self)), text.count, output)
        free(block)
    }

    /// Writes a term that has no parts, or begins one that has. False: there is no memory for the stack.
    private mutating func printStart(_ term: Term, _ output: TextOutput, _ stack: inout WorkStack<PrintStep>) -> Bool {
        if term.isList {
            if isPrintableString(term) {
                printString(term, output)
                return true
            }
            put(UInt8(ascii: "["), output)
            return push(term.head, before: PrintStep(.tail, term.tail), &stack)
        }
        if term.isBoxed {
            switch term.header.kind {
            case .tuple:
                put(UInt8(ascii: "{"), output)
                return stack.push(PrintStep(.element, term, 0), &self)
            case .flatMap:
                put("#{", output)
                return stack.push(PrintStep(.key, term, 0), &self)
            case .record:
                put(UInt8(ascii: "#"), output)
                printSimple(term.definition.element(0), output)
                put(UInt8(ascii: ":"), output)
                printSimple(term.definition.element(1), output)
                put(UInt8(ascii: "{"), output)
                return stack.push(PrintStep(.field, term, 0), &self)
            case .hashMap:
                put("#{", output)
                return stack.push(PrintStep(.closeMap, .nil), &self)
                    && stack.push(PrintStep(.firstInTrie, term, 2), &self)
            case .heapBitstring, .subBitstring, .sharedBitstring:
                printBitstring(term, output)
                return true
            case .positiveBignum, .negativeBignum:
                printBignum(term, output)
                return true
            case .float where Fitting.hasFloats:
                printFloat(term.doubleValue, output)
                return true
            default:
                break
            }
        }
        printSimple(term, output)
        return true
    }

    /// Whether a list is written as a string: a proper list of Latin-1 characters that can be printed, tabs, line feeds and
    /// carriage returns.
    private mutating func isPrintableString(_ list: Term) -> Bool {
        var rest = list
        while rest.isList {
            guard rest.head.isSmall else { return false }
            switch rest.head.smallValue {
            case 9, 10, 13, 32...126, 160...255: break
            default: return false
            }
            rest = rest.tail
        }
        return rest.isNil
    }

    private mutating func printString(_ list: Term, _ output: TextOutput) {
        put(UInt8(ascii: "\""), output)
        var rest = list
        while rest.isList {
            switch rest.head.smallValue {
            case 10: put("\\n", output)
            case 34: put("\\\"", output)
            default: put(UInt8(rest.head.smallValue), output)
            }
            rest = rest.tail
        }
        put(UInt8(ascii: "\""), output)
    }

    /// `<<1,2,3>>`, `<<"abc">>` where all bytes can be printed, `<<1,5:3>>` where bits are left over.
    private mutating func printBitstring(_ term: Term, _ output: TextOutput) {
        let span = term.bitSpan
        let whole = span.byteCount
        let rest = span.length & 7
        var printable = rest == 0 && whole > 0
        var index = 0
        while index < whole && printable {
            printable = (32...126).contains(span.byte(index))
            index = index &+ 1
        }
        put("<<", output)
        if printable { put(UInt8(ascii: "\""), output) }
        index = 0
        while index < whole {
            let byte = span.byte(index)
            if printable {
                if byte == UInt8(ascii: "\"") { put(UInt8(ascii: "\\"), output) }
                put(byte, output)
            } else {
                if index > 0 { put(UInt8(ascii: ","), output) }
                printNumber(UInt64(byte), output)
            }
            index = index &+ 1
        }
        if printable { put(UInt8(ascii: "\""), output) }
        if rest != 0 {
            if whole > 0 { put(UInt8(ascii: ","), output) }
            printNumber(UInt64(span.bits(at: whole * 8, count: rest)), output)
            put(UInt8(ascii: ":"), output)
            printNumber(UInt64(rest), output)
        }
        put(">>", output)
    }

    /// Writes a term without parts: a small integer, an atom, nil, an identifier, a fun.
    mutating func printSimple(_ term: Term, _ output: TextOutput) {
        if term.isSmall {
            if term.smallValue < 0 { put(UInt8(ascii: "-"), output) }
            printNumber(UInt64(term.smallValue.magnitude), output)
        } else if term.isAtom {
            printAtom(term, output)
        } else if term.isNil {
            put("[]", output)
        } else if term.isPid || term.isPort || term.isReference {
            printIdentifier(term, output)
        } else if term.isBoxed(.exportFun) {
            put("fun ", output)
            printAtom(term.boxedTerm(0), output)
            put(UInt8(ascii: ":"), output)
            printAtom(term.boxedTerm(1), output)
            put(UInt8(ascii: "/"), output)
            printNumber(UInt64(term.boxedTerm(2).smallValue), output)
        } else if term.isBoxed(.fun) {
            let entry = UnsafePointer<FunRecord>(bitPattern: UInt(term.boxedWord(0))).unsafelyUnwrapped
            put("#Fun<", output)
            printAtom(Term(bits: entry.pointee.module), output)
            put(UInt8(ascii: "."), output)
            printNumber(UInt64(entry.pointee.index), output)
            put(UInt8(ascii: "."), output)
            printNumber(UInt64(entry.pointee.uniq), output)
            put(UInt8(ascii: ">"), output)
        } else {
            put("#Term<", output)
            printNumber(UInt64(term.bits), output)
            put(UInt8(ascii: ">"), output)
        }
    }

    /// Writes a number in decimal.
    mutating func printNumber(_ number: UInt64, _ output: TextOutput) {
        var digits = InlineArray<20, UInt8>(repeating: 0)
        var count = 0
        // Most numbers fit 32 bits, whose division is cheap.
        var rest = number
        while rest > UInt64(UInt32.max) {
            digits[count] = UInt8(rest % 10)
            rest /= 10
            count = count &+ 1
        }
        var low = UInt32(rest)
        repeat {
            digits[count] = UInt8(low % 10)
            low /= 10
            count = count &+ 1
        } while low != 0
        while count > 0 {
            count = count &- 1
            put(48 &+ digits[count], output)
        }
    }

    /// Writes an atom, in quotes where the language needs them.
    private mutating func printAtom(_ atom: Term, _ output: TextOutput) {
        let name = atomText(atom)
        var plain = name.count > 0
        var index = 0
        while index < name.count && plain {
            let byte = name.bytes[index]
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"): break
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"),
                UInt8(ascii: "@"):
                plain = index > 0 && byte != UInt8(ascii: "@")
            case 0xC3:
                // U+00C0 to U+00FF: letters but for the multiplication and the division sign; capitals up to U+00DE.
                let next = name.bytes[index &+ 1]
                plain = next != 0x97 && next != 0xB7 && (index > 0 || next >= 0x9F)
                index = index &+ 1
            default: plain = false
            }
            index = index &+ 1
        }
        if plain {
            put(name.bytes, name.count, output)
            return
        }
        put(UInt8(ascii: "'"), output)
        index = 0
        while index < name.count {
            let byte = name.bytes[index]
            switch byte {
            case 39, 92:
                put(92, output)
                put(byte, output)
            case 8...13:
                put(92, output)
                put(("btnvfr" as StaticString).utf8Start[Int(byte &- 8)], output)
            case 0...31:
                putOctal(byte, output)
            case 0xC2 where name.bytes[index &+ 1] < 0xA0:
                // The control characters of Latin-1.
                index = index &+ 1
                putOctal(name.bytes[index], output)
            default:
                put(byte, output)
            }
            index = index &+ 1
        }
        put(UInt8(ascii: "'"), output)
    }

    private mutating func putOctal(_ byte: UInt8, _ output: TextOutput) {
        put(92, output)
        put(48 | byte &>> 6, output)
        put(48 | (byte &>> 3) & 7, output)
        put(48 | byte & 7, output)
    }
}

/// What is still to be printed: a term, the rest of a list, or a tuple or map from an element on.
struct PrintStep {
    enum Kind: UInt32 { case term, tail, close, element, key, value, trie, firstInTrie, arrow, closeMap, field }
    var value: Term
    private var packed: UInt32

    init(_ kind: Kind, _ value: Term, _ index: Int = 0) {
        self.value = value
        packed = UInt32(truncatingIfNeeded: index) &<< 4 | kind.rawValue
    }

    static func term(_ term: Term) -> PrintStep { PrintStep(.term, term) }

    var kind: Kind { Kind(rawValue: packed & 15).unsafelyUnwrapped }
    var index: Int { Int(packed &>> 4) }
}
