/// The names of all native functions: those that this build knows (`BIFTable`), or the copy of them that the linker has put into an
/// image. The machine reads the image's, so that firmware without the loader has none of its own: the fingerprint says that they are
/// the same.
public struct NativeNames {
    /// `BIFTable.text`, from its first byte to the first one behind.
    private let text: UnsafePointer<UInt8>
    private let textEnd: UnsafePointer<UInt8>
    /// `BIFTable.buckets`.
    private let buckets: UnsafePointer<UInt8>
    /// `BIFTable.modules`, from its first byte to the first one behind.
    private let modules: UnsafePointer<UInt8>
    private let modulesEnd: UnsafePointer<UInt8>

    /// Where an image has them: the same five addresses.
    public struct Record {
        var text: Address
        var textEnd: Address
        var buckets: Address
        var modules: Address
        var modulesEnd: Address
    }

    /// A native function's name.
    public struct Name {
        /// Its module.
        public var module: AtomName
        /// The function.
        public var function: AtomName
        /// How many arguments it takes.
        public var arity: Int
    }

    /// Those of this build.
    static var linked: NativeNames {
        NativeNames(
            text: BIFTable.text.utf8Start, textEnd: BIFTable.text.utf8Start + BIFTable.text.utf8CodeUnitCount,
            buckets: BIFTable.buckets.utf8Start, modules: BIFTable.modules.utf8Start,
            modulesEnd: BIFTable.modules.utf8Start + BIFTable.modules.utf8CodeUnitCount)
    }

    private init(
        text: UnsafePointer<UInt8>, textEnd: UnsafePointer<UInt8>, buckets: UnsafePointer<UInt8>,
        modules: UnsafePointer<UInt8>, modulesEnd: UnsafePointer<UInt8>
    ) {
        self.text = text
        self.textEnd = textEnd
        self.buckets = buckets
        self.modules = modules
        self.modulesEnd = modulesEnd
    }

    /// Those of an image: `record` is the address of their `Record`.
    init(record: Address) {
        func bytes(_ address: Address) -> UnsafePointer<UInt8> {
            UnsafePointer(rawPointer(address).assumingMemoryBound(to: UInt8.self))
        }
        let record = UnsafePointer<Record>(bitPattern: UInt(record)).unsafelyUnwrapped.pointee
        self.init(
            text: bytes(record.text), textEnd: bytes(record.textEnd), buckets: bytes(record.buckets),
            modules: bytes(record.modules), modulesEnd: bytes(record.modulesEnd))
    }

    /// How many buckets the functions are in.
    fileprivate static let bucketCount: UInt32 = 64

    /// The bucket that a function belongs to. (`Toolchain/generate-tables` computes the same.)
    private static func bucket(_ function: AtomName, _ arity: Int) -> Int {
        Int((function.hash &+ UInt32(truncatingIfNeeded: arity)) % bucketCount)
    }

    /// Number `index` of those in `buckets`: two characters each.
    private func packed(_ index: Int) -> Int {
        let digits = buckets + index &* 2
        return (Int(digits[0]) &- 33) &* 94 &+ Int(digits[1]) &- 33
    }

    /// The number of a bucket's first function; for one behind the last, how many functions there are.
    fileprivate func first(ofBucket bucket: Int) -> Int {
        bucket > NativeNames.bucketCount ? -1 : packed(bucket &* 2 &+ 1)
    }

    /// The function at `cursor` of the text, which is moved behind it.
    fileprivate static func next(_ cursor: inout UnsafePointer<UInt8>) -> (function: AtomName, kind: UInt8) {
        let start = cursor + 1
        var end = start
        while end.pointee > 32 { end += 1 }
        cursor = end + 1
        return (AtomName(bytes: start, count: end - start), end.pointee &- 1)
    }

    /// The name of the module of that letter.
    private func module(_ letter: UInt8) -> AtomName {
        var words = Words(from: modules, to: modulesEnd)
        var index = UInt8(ascii: "A")
        while let word = words.next() {
            if index == letter { return word }
            index = index &+ 1
        }
        return AtomName(bytes: modules, count: 0)
    }

    /// The number of a function, if it is native. Looks at the few functions of its bucket.
    func number(_ module: AtomName, _ function: AtomName, _ arity: Int) -> UInt32? {
        let bucket = Self.bucket(function, arity)
        var cursor = text + packed(bucket &* 2)
        let end = text + packed(bucket &* 2 &+ 2)
        var number = UInt32(truncatingIfNeeded: packed(bucket &* 2 &+ 1))
        while cursor < end {
            let letter = cursor.pointee
            let candidate = Self.next(&cursor)
            if Int(candidate.kind & 15) == arity, candidate.function == function, self.module(letter) == module {
                return number
            }
            number = number &+ 1
        }
        return nil
    }

    /// The name of the function of a number that the table has.
    public func name(_ number: Int) -> Name {
        var bucket = 0
        while packed(bucket &* 2 &+ 3) <= number { bucket = bucket &+ 1 }
        var cursor = text + packed(bucket &* 2)
        for _ in packed(bucket &* 2 &+ 1)..<number { _ = Self.next(&cursor) }
        let module = module(cursor.pointee)
        let found = Self.next(&cursor)
        return Name(module: module, function: found.function, arity: Int(found.kind & 15))
    }

    /// Whether a function of `erlang` is called without its module's name, with any number of arguments. Looks at all functions.
    func isImported(_ function: AtomName) -> Bool {
        var cursor = text
        while cursor < textEnd {
            let candidate = Self.next(&cursor)
            if candidate.kind >= 16, candidate.function == function { return true }
        }
        return false
    }
}

extension BIFTable {
    /// The number of a function, if it is native.
    public static func number(_ module: AtomName, _ function: AtomName, _ arity: Int) -> UInt32? {
        NativeNames.linked.number(module, function, arity)
    }

    /// The name of the function of a number that the table has.
    public static func name(_ number: Int) -> NativeNames.Name { NativeNames.linked.name(number) }
}

extension Machine {
    /// The names of all native functions.
    var natives: NativeNames { mutating get { NativeNames(record: nativeNames) } }
}

extension ImageBuilder {
    /// Puts the names of the native functions that `keeps` accepts by their numbers into the image; the address of their
    /// `NativeNames.Record`. The others keep their places, without a name and with an arity that no function has: nobody finds them.
    mutating func addNativeNames(_ keeps: (Int) -> Bool) throws(LoadError) -> Address {
        let place = try area.reserve(MemoryLayout<NativeNames.Record>.size)
        let buckets = try copy(BIFTable.buckets)
        let modules = try copy(BIFTable.modules)
        let text = area.cursor
        var cursor = BIFTable.text.utf8Start
        let end = cursor + BIFTable.text.utf8CodeUnitCount
        var number = 0
        var bucket = 0
        let linked = NativeNames.linked
        while cursor < end {
            while linked.first(ofBucket: bucket) == number {
                pack(Int(area.cursor &- text), at: buckets &+ UInt32(bucket) &* 4)
                bucket += 1
            }
            try append(cursor.pointee)
            let entry = NativeNames.next(&cursor)
            if keeps(number) {
                for index in 0..<entry.function.count { try append(entry.function.bytes[index]) }
                try append(entry.kind &+ 1)
            } else {
                try append(15 + 1)
            }
            number += 1
        }
        let textEnd = area.cursor
        // The rest of the buckets, and the end of the last.
        while bucket <= NativeNames.bucketCount {
            pack(Int(textEnd &- text), at: buckets &+ UInt32(bucket) &* 4)
            bucket += 1
        }
        let record = UnsafeMutablePointer<NativeNames.Record>(bitPattern: UInt(place)).unsafelyUnwrapped
        record.pointee = NativeNames.Record(
            text: text, textEnd: textEnd, buckets: buckets, modules: modules,
            modulesEnd: modules &+ UInt32(BIFTable.modules.utf8CodeUnitCount))
        return place
    }

    /// A byte of the names.
    private mutating func append(_ byte: UInt8) throws(LoadError) {
        rawPointer(try area.reserve(1, alignment: 1)).storeBytes(of: byte, as: UInt8.self)
    }

    /// A number as `buckets` has it: two characters.
    private func pack(_ number: Int, at place: Address) {
        rawPointer(place).storeBytes(of: UInt8(number / 94 + 33), as: UInt8.self)
        rawPointer(place &+ 1).storeBytes(of: UInt8(number % 94 + 33), as: UInt8.self)
    }

    private mutating func copy(_ text: StaticString) throws(LoadError) -> Address {
        let start = try area.reserve(text.utf8CodeUnitCount, alignment: 1)
        rawPointer(start).copyMemory(from: text.utf8Start, byteCount: text.utf8CodeUnitCount)
        return start
    }
}
