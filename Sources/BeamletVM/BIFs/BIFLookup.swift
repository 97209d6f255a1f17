extension BIFTable {
    /// A native function's name.
    public struct Name {
        /// Its module.
        public var module: AtomName
        /// The function.
        public var function: AtomName
        /// How many arguments it takes.
        public var arity: Int
    }

    /// How many buckets the functions are in.
    private static let bucketCount: UInt32 = 64

    /// The bucket that a function belongs to. (`Toolchain/generate-tables` computes the same.)
    private static func bucket(_ function: AtomName, _ arity: Int) -> Int {
        Int((function.hash &+ UInt32(truncatingIfNeeded: arity)) % bucketCount)
    }

    /// Number `index` of those in `buckets`: two characters each.
    private static func packed(_ index: Int) -> Int {
        let digits = buckets.utf8Start + index &* 2
        return (Int(digits[0]) &- 33) &* 94 &+ Int(digits[1]) &- 33
    }

    /// The function at `cursor` of the text, which is moved behind it.
    private static func next(_ cursor: inout UnsafePointer<UInt8>) -> (function: AtomName, kind: UInt8) {
        let start = cursor + 1
        var end = start
        while end.pointee > 32 { end += 1 }
        cursor = end + 1
        return (AtomName(bytes: start, count: end - start), end.pointee &- 1)
    }

    /// The name of the module of that letter.
    private static func module(_ letter: UInt8) -> AtomName {
        var words = Words(modules)
        var index = UInt8(ascii: "A")
        while let word = words.next() {
            if index == letter { return word }
            index = index &+ 1
        }
        return AtomName(bytes: modules.utf8Start, count: 0)
    }

    /// The number of a function, if it is native. Looks at the few functions of its bucket.
    public static func number(_ module: AtomName, _ function: AtomName, _ arity: Int) -> UInt32? {
        let bucket = bucket(function, arity)
        var cursor = text.utf8Start + packed(bucket &* 2)
        let end = text.utf8Start + packed(bucket &* 2 &+ 2)
        var number = UInt32(truncatingIfNeeded: packed(bucket &* 2 &+ 1))
        while cursor < end {
            let letter = cursor.pointee
            let candidate = next(&cursor)
            if Int(candidate.kind & 15) == arity, candidate.function == function, self.module(letter) == module {
                return number
            }
            number = number &+ 1
        }
        return nil
    }

    /// The name of the function of a number that the table has.
    public static func name(_ number: Int) -> Name {
        var bucket = 0
        while packed(bucket &* 2 &+ 3) <= number { bucket = bucket &+ 1 }
        var cursor = text.utf8Start + packed(bucket &* 2)
        for _ in packed(bucket &* 2 &+ 1)..<number { _ = next(&cursor) }
        let module = module(cursor.pointee)
        let found = next(&cursor)
        return Name(module: module, function: found.function, arity: Int(found.kind & 15))
    }

    /// Whether a function of `erlang` is called without its module's name, with any number of arguments. Looks at all functions.
    static func isImported(_ function: AtomName) -> Bool {
        var cursor = text.utf8Start
        let end = cursor + text.utf8CodeUnitCount
        while cursor < end {
            let candidate = next(&cursor)
            if candidate.kind >= 16, candidate.function == function { return true }
        }
        return false
    }
}
