/// Integers to text and back.
extension Machine {
    /// Writes the text of the integer in the X register `live`, in a base from 2 to 36, into free memory of the current process:
    /// at its upper end, so that there is still room on the heap for `words` and `wordsPerCharacter` words for each
    /// character. The text is lost with the next allocation beyond that. Nil when there is no memory, or the process is to
    /// end while it works (`action` is set); may collect, and
    /// keeps `live` + 1 X registers.
    mutating func writeIntegerText(
        live: Int, base: Int, words: Int, wordsPerCharacter: Int
    ) -> (text: Address, count: Int)? {
        let slot = x &+ UInt32(truncatingIfNeeded: live &+ 3) &* 4
        let base = TextBase(base)
        let term = load(slot)
        let count = term.isSmall ? 1 : term.header.words
        let characters = base.characters(digits: count) &+ 1
        // The digits, which the conversion destroys, may share the memory of what the caller builds.
        let textWords = (characters &+ 3) &>> 2
        let room = max(count &+ 1, words &+ characters &* wordsPerCharacter) &+ textWords
        guard ensure(room, live: live &+ 1) else {
            action = .outOfMemory
            return nil
        }
        let control = process(current)
        let end = control.pointee.stackTop &- UInt32(truncatingIfNeeded: Stack.reserve) &* 4
        let copy = pointer(control.pointee.heapTop)
        let number = wholeNumber(load(slot), copy)
        if !load(slot).isSmall { Digits.copy(number.digits, number.count, to: copy) }
        let before = self.live
        self.live = live &+ 1
        var text = withUnsafeMutablePointer(to: &self) {
            Digits.writeText(copy, number.count, base: base, before: end, for: $0)
        }
        self.live = before
        if text == 0 { return nil }
        if number.isNegative {
            text = text &- 1
            rawPointer(text).storeBytes(of: 45, as: UInt8.self)
        }
        return (text, Int(end &- text))
    }

    /// Words that must be free for `parseInteger` and `integerParser` to read so many characters.
    mutating func integerTextWords(characters: Int, base: Int) -> Int {
        TextBase(base).digits(characters: characters) &+ 1
    }

    /// Whether a text of so many characters may be an integer that is too large to be. `system_limit` in that case.
    mutating func exceedsLargestInteger(characters: Int, base: Int) -> Bool {
        TextBase(base).digits(characters: characters) > Self.largestInteger &+ 1
    }

    /// A parser that writes into free memory of the current process, of which `integerTextWords` words must be there. Nothing may
    /// be allocated until `finishInteger`.
    mutating func integerParser(base: Int) -> IntegerParser {
        IntegerParser(base: TextBase(base), digits: pointer(process(current).pointee.heapTop &+ 4))
    }

    /// The integer that a parser has read, on the heap of the current process; nil if its text was none.
    mutating func finishInteger(_ parser: inout IntegerParser) -> Term? {
        guard let number = parser.finish() else { return nil }
        return finishInteger(number.count, isNegative: number.isNegative)
    }

    /// Reads an integer from `count` bytes at `bytes`, as `binary_to_integer/2` does: an optional sign, then one character of
    /// the base at least, and nothing else. Nil if that is not what the bytes are. `integerTextWords` words must be free.
    mutating func parseInteger(_ bytes: Address, count: Int, base: Int) -> Term? {
        var parser = integerParser(base: base)
        var place = bytes
        let end = bytes &+ UInt32(truncatingIfNeeded: count)
        while place != end {
            guard parser.take(UInt32(rawPointer(place).load(as: UInt8.self))) else { return nil }
            place = place &+ 1
        }
        return finishInteger(&parser)
    }
}
