// Maps: how keys are found, and how a map is gone through.
//
// A map of up to 32 associations is flat: a tuple of its keys in the order of `keyOrder`, which maps made from each other
// share, and its values. A larger one is a trie over the hash of its keys, four bits to a level from the highest on. A node has
// a bitmap of the children that are there and the children in that order: a list cell `[Key | Value]` for an association, or a
// node where several keys have the bits so far in common. Where all 32 bits are equal, below the eighth level, stands a node
// with the bitmap 0, whose associations are in the order of their keys. So the shape of a trie depends on its keys alone, not
// on how it came about: equal maps have equal shapes, and what was removed leaves no trace.
//
// The hash of an atom is that of its index. Literal maps are made by the linker, which numbers the atoms that the image then
// has, and atoms that come later get other numbers: it is the same everywhere.

extension Term {
    /// Whether this is a large map or a node of one.
    @inline(__always) var isTrie: Bool { isBoxed && header.isTrie }
    /// Number of associations of a map.
    public var mapSize: Int {
        @inline(never) get {
            let header = self.header
            return header.kind == .flatMap ? header.words &- 1 : boxedTerm(0).smallValue
        }
    }
    /// The address of a flat map's first value.
    @inline(__always) var flatValues: Address { boxedAddress &+ 8 }
    /// The address of a flat map's first key.
    @inline(__always) var flatKeys: Address { boxedTerm(0).boxedAddress &+ 4 }
}

/// Constants of maps.
enum MapLimits {
    /// Associations of the largest flat map.
    static let flat = 32
    /// Levels of a trie, the one of equal hashes included.
    static let levels = 9
}

/// Bits of a trie node's bitmap, which is a small integer: the term's word.
enum TrieBit {
    /// The bit of the highest four bits of a hash.
    @inline(__always)
    static func of(_ hash: UInt32) -> UInt32 { 4 &<< (hash &>> 28) }
    /// How many children come before the one of `bit`.
    @inline(__always)
    static func place(_ bitmap: UInt32, _ bit: UInt32) -> UInt32 { count(bitmap & (bit &- 1)) }
    /// How many children there are.
    @inline(__always)
    static func count(_ bitmap: UInt32) -> UInt32 {
        // Two of the 18 bits are always zero: no step here can overflow.
        var bits = bitmap &- (bitmap &>> 1 & 0x1_5555)
        bits = (bits & 0x3_3333) &+ (bits &>> 2 & 0x3_3333)
        bits = (bits &+ bits &>> 4) & 0x3_0F0F
        return (bits &+ bits &>> 8 &+ bits &>> 16) & 0x1F
    }
}

extension Machine {
    /// The address of the word that holds the value of a key; 0 where the map has no such key. Allocates nothing on heaps.
    ///
    /// Where there is no memory for the stack that a nested key needs, the key is not found.
    @_optimize(speed)
    @inline(never)
    mutating func findValue(_ key: Term, in map: Term) -> Address {
        let address = map.boxedAddress
        let header = Header(bits: loadWord(address))
        if header.kind == .flatMap {
            guard key.isImmediate else { return findFlatValue(key, map) }
            let keys = load(address &+ 4).boxedAddress &+ 4
            var offset: UInt32 = 0
            let end = (UInt32(truncatingIfNeeded: header.words) &- 1) &* 4
            while offset != end {
                if loadWord(keys &+ offset) == key.bits { return address &+ 8 &+ offset }
                offset = offset &+ 4
            }
            return 0
        }
        guard key.isImmediate else { return findTrieValue(key, address &+ 8, hash(of: key)) }
        // All bits of an immediate's hash differ from those of others; but another key may have the same, as `<<>>` and 0.
        var hash = Self.hash(immediate: key)
        var node = address &+ 8
        while true {
            let bitmap = loadWord(node)
            let bit = TrieBit.of(hash)
            if bitmap & bit == 0 { return bitmap == 0 ? findTrieValue(key, node, hash) : 0 }
            let child = load(node &+ 4 &+ TrieBit.place(bitmap, bit) &* 4)
            if child.isList { return child.head == key ? child.listAddress &+ 4 : 0 }
            node = child.boxedAddress &+ 4
            hash = hash &<< 4
        }
    }

    private mutating func findFlatValue(_ key: Term, _ map: Term) -> Address {
        let keys = map.boxedTerm(0)
        var index = 0
        while index < keys.header.words {
            if exactlyEqual(keys.element(index), key) { return map.flatValues &+ UInt32(index) &* 4 }
            index += 1
        }
        return 0
    }

    /// `node` is the address of a node's bitmap.
    private mutating func findTrieValue(_ key: Term, _ node: Address, _ hash: UInt32) -> Address {
        var node = node
        var hash = hash
        while true {
            let bitmap = loadWord(node)
            var child = node &+ 4
            if bitmap == 0 {
                let end = child &+ loadWord(node &- 4) &>> 8 &* 4 &- 4
                while child < end && !exactlyEqual(load(child).head, key) { child = child &+ 4 }
                return child < end ? load(child).listAddress &+ 4 : 0
            }
            let bit = TrieBit.of(hash)
            if bitmap & bit == 0 { return 0 }
            child = child &+ TrieBit.place(bitmap, bit) &* 4
            let content = load(child)
            if content.isList { return exactlyEqual(content.head, key) ? content.listAddress &+ 4 : 0 }
            node = content.boxedAddress &+ 4
            hash = hash &<< 4
        }
    }

    /// The value of a key, or `none`.
    mutating func mapValue(_ key: Term, in map: Term) -> Term {
        let place = findValue(key, in: map)
        return place == 0 ? .none : load(place)
    }
}

/// An address for each level of a trie. They are read as what may be written: of an array in a constant Swift (6.3.1) copies all
/// elements to read one.
struct TrieLevels {
    private var addresses = InlineArray<9, Address>(repeating: 0)

    /// The address of a level, from 0.
    subscript(level: Int) -> Address {
        mutating get { addresses[level] }
        set { addresses[level] = newValue }
    }
}

/// A walk through a map's associations: in the order of keys where it is flat, in that of the trie where it is not. The map must
/// stay where it is meanwhile: nothing may be collected.
///
///     var walk = MapWalk(map)
///     while walk.next() { use(walk.key, walk.value) }
struct MapWalk {
    /// The association that `next` came to.
    private(set) var key = Term.nil
    private(set) var value = Term.nil
    /// The association's list cell; nil in a flat map.
    private(set) var cell = Term.nil
    /// Of each node down to the current one: the next child's address, and where the children end. Of a flat map: the next
    /// value, where they end; the keys lie `distance` before the values.
    private var following = TrieLevels()
    private var end = TrieLevels()
    private var level = 0
    private let distance: UInt32

    /// A walk that begins before the first association.
    init(_ map: Term) {
        let isFlat = map.header.kind == .flatMap
        following[0] = isFlat ? map.flatValues : map.boxedAddress &+ 12
        end[0] = map.boxedAddress &+ 4 &+ UInt32(truncatingIfNeeded: map.header.words) &* 4
        distance = isFlat ? map.flatValues &- map.flatKeys : 0
    }

    /// A walk that begins, in a trie, before the first association at `path` or behind: the first bits of its hash, four for
    /// each level down to it, then zeros. See `path`.
    init(_ map: Term, from path: UInt32) {
        self.init(map)
        if distance != 0 { return }
        var node = map.boxedAddress &+ 8
        var rest = path
        while rest != 0 || level == 0 {
            let bitmap = loadWord(node)
            let bit = TrieBit.of(rest)
            following[level] = node &+ 4 &+ TrieBit.place(bitmap, bit) &* 4
            rest = rest &<< 4
            guard rest != 0, bitmap & bit != 0, !load(following[level]).isList else { return }
            node = load(following[level]).boxedAddress &+ 4
            following[level] = following[level] &+ 4
            descend(to: node)
        }
    }

    private mutating func descend(to node: Address) {
        level += 1
        following[level] = node &+ 4
        end[level] = node &+ loadWord(node &- 4) &>> 8 &* 4
    }

    /// Whether what comes next has a path of its own: the associations of equal hashes have one for all.
    mutating func isAtBoundary() -> Bool { level < MapLimits.levels - 1 || following[level] == end[level] }

    /// The path of the association that `next` came to.
    mutating func path(in map: Term) -> UInt32 {
        var path: UInt32 = 0
        var node = map.boxedAddress &+ 8
        var current = 0
        while current <= level && loadWord(node) != 0 {
            let place = following[current] &- 4
            var children = (place &- node) &>> 2
            var digit: UInt32 = 0
            // The child is that of the bit with so many before it.
            while true {
                if loadWord(node) & TrieBit.of(digit &<< 28) != 0 { children -= 1 }
                if children == 0 { break }
                digit += 1
            }
            path |= digit &<< UInt32(28 &- 4 &* current)
            if current < level { node = load(place).boxedAddress &+ 4 }
            current += 1
        }
        return path
    }

    /// Goes to the next association; false: there is none.
    @inline(__always)
    mutating func next() -> Bool { Self.next(&self) }

    /// A function and no method, as others that the machine's methods call: a method's value lies where theirs has the machine.
    @inline(never)
    private static func next(_ walk: inout MapWalk) -> Bool {
        while true {
            let place = walk.following[walk.level]
            if place == walk.end[walk.level] {
                if walk.level == 0 { return false }
                walk.level -= 1
                continue
            }
            walk.following[walk.level] = place &+ 4
            if walk.distance != 0 {
                walk.key = load(place &- walk.distance)
                walk.value = load(place)
                return true
            }
            let child = load(place)
            if child.isList {
                walk.cell = child
                walk.key = child.head
                walk.value = child.tail
                return true
            }
            walk.descend(to: child.boxedAddress &+ 4)
        }
    }
}
