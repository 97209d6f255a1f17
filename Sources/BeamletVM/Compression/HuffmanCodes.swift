/// A block's symbols, and the codes that they are written with: built as zlib builds them, so that lengths and the order
/// of equal ones are the same.
struct HuffmanCodes {
    /// A symbol, or a node above some.
    private struct Node {
        /// How often it occurs; then its code.
        var frequency: UInt16
        /// Its parent; then the length of its code.
        var length: UInt16
    }

    /// One of a block's three codes.
    private struct Tree {
        let nodes: UnsafeMutablePointer<Node>
        /// Symbols, and the longest code allowed.
        let count: Int
        let longest: Int
        /// The highest symbol that occurs.
        var highest = 0

        init(_ nodes: UnsafeMutablePointer<Node>, count: Int, longest: Int) {
            self.nodes = nodes
            self.count = count
            self.longest = longest
        }
    }

    var writer: BitWriter
    var pace: Pace
    private var literals: Tree
    private var distances: Tree
    private var lengths: Tree
    /// Node numbers: from 1 on a heap of those without parents, from the end downwards those that have left it.
    private let heap: UnsafeMutablePointer<UInt16>
    private var heapCount = 0
    private var heapEnd = 0
    private let depths: UnsafeMutablePointer<UInt8>

    /// Three bytes a symbol: distance (0: a literal), low byte first, then the literal or the length less three.
    private let symbols: UnsafeMutablePointer<UInt8>
    private let capacity: Int
    private var count = 0

    /// Bits of the block with its own codes, and with the fixed ones.
    private var ownBits = 0
    private var fixedBits = 0

    private static let literalCount = 286
    private static let distanceCount = 30
    private static let lengthCount = 19
    private static let endOfBlock = 256
    private static let heapSize = 2 * literalCount + 1
    private static func nodeCount(_ symbols: Int) -> Int { 2 * symbols + 1 }

    /// Bytes that it needs beside the symbols.
    static let bytes =
        (nodeCount(literalCount) + nodeCount(distanceCount) + nodeCount(lengthCount)) * 4 + (heapSize + 1) * 2
        + heapSize + 1

    init(_ memory: UnsafeMutableRawPointer, capacity: Int, writer: BitWriter, pace: Pace) {
        let nodes = memory.assumingMemoryBound(to: Node.self)
        literals = Tree(nodes, count: Self.literalCount, longest: 15)
        distances = Tree(nodes + Self.nodeCount(Self.literalCount), count: Self.distanceCount, longest: 15)
        lengths = Tree(distances.nodes + Self.nodeCount(Self.distanceCount), count: Self.lengthCount, longest: 7)
        let end = UnsafeMutableRawPointer(lengths.nodes + Self.nodeCount(Self.lengthCount))
        heap = end.assumingMemoryBound(to: UInt16.self)
        depths = UnsafeMutableRawPointer(heap + Self.heapSize + 1).assumingMemoryBound(to: UInt8.self)
        symbols = depths + Self.heapSize + 1
        self.capacity = capacity
        self.writer = writer
        self.pace = pace
        beginBlock()
    }

    // MARK: Symbols

    private mutating func beginBlock() {
        for node in 0..<Self.nodeCount(Self.literalCount) + Self.nodeCount(Self.distanceCount)
            + Self.nodeCount(Self.lengthCount)
        {
            literals.nodes[node] = Node(frequency: 0, length: 0)
        }
        literals.nodes[Self.endOfBlock].frequency = 1
        count = 0
        ownBits = 0
        fixedBits = 0
    }

    /// Whether the block has to end.
    var isFull: Bool { count == 16_383 }

    private mutating func add(_ distance: Int, _ value: UInt8) {
        let place = symbols + count * 3
        place[0] = UInt8(truncatingIfNeeded: distance)
        place[1] = UInt8(truncatingIfNeeded: distance &>> 8)
        place[2] = value
        count += 1
    }

    mutating func addLiteral(_ byte: UInt8) {
        add(0, byte)
        literals.nodes[Int(byte)].frequency += 1
    }

    mutating func addMatch(distance: Int, length: Int) {
        add(distance, UInt8(truncatingIfNeeded: length - 3))
        literals.nodes[Self.lengthSymbol(length - 3)].frequency += 1
        distances.nodes[Self.distanceSymbol(distance - 1)].frequency += 1
    }

    private static func logarithm(_ value: Int) -> Int { Int.bitWidth - 1 - value.leadingZeroBitCount }

    /// The symbol of a length less three, RFC 1951, 3.2.5: four for each number of extra bits.
    @inline(never)
    private static func lengthSymbol(_ value: Int) -> Int {
        if value < 8 { return 257 + value }
        if value == 255 { return 285 }
        let extra = logarithm(value) - 2
        return 257 + extra * 4 + 4 + (value &>> extra) & 3
    }
    /// The symbol of a distance less one: two for each number of extra bits.
    @inline(never)
    private static func distanceSymbol(_ value: Int) -> Int {
        if value < 4 { return value }
        let extra = logarithm(value) - 1
        return extra * 2 + 2 + (value &>> extra) & 1
    }
    @inline(never)
    private static func lengthExtra(_ symbol: Int) -> Int {
        symbol < 265 || symbol == 285 ? 0 : (symbol - 257) &>> 2 - 1
    }
    @inline(never)
    private static func distanceExtra(_ symbol: Int) -> Int { symbol < 4 ? 0 : symbol &>> 1 - 1 }

    // MARK: Codes

    /// Length of a literal's or length's fixed code.
    @inline(never)
    private static func fixedLength(_ symbol: Int) -> Int {
        symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8
    }
    private static func reversed(_ code: Int, _ length: Int) -> Int {
        var result = 0
        for bit in 0..<length { result |= (code &>> bit & 1) &<< (length - 1 - bit) }
        return result
    }

    /// Extra bits after a symbol of a tree, and the bits of its fixed code.
    private func extraBits(_ tree: Tree, _ symbol: Int) -> Int {
        switch tree.count {
        case Self.literalCount: symbol <= Self.endOfBlock ? 0 : Self.lengthExtra(symbol)
        case Self.distanceCount: Self.distanceExtra(symbol)
        default: symbol < 16 ? 0 : symbol == 16 ? 2 : symbol == 17 ? 3 : 7
        }
    }
    private func fixedBits(_ tree: Tree, _ symbol: Int) -> Int {
        switch tree.count {
        case Self.literalCount: Self.fixedLength(symbol)
        case Self.distanceCount: 5
        default: 0
        }
    }

    private func isBefore(_ nodes: UnsafeMutablePointer<Node>, _ a: UInt16, _ b: UInt16) -> Bool {
        let first = nodes[Int(a)].frequency
        let second = nodes[Int(b)].frequency
        return first < second || first == second && depths[Int(a)] <= depths[Int(b)]
    }

    private mutating func siftDown(_ nodes: UnsafeMutablePointer<Node>, _ place: Int) {
        let node = heap[place]
        var place = place
        var child = place * 2
        while child <= heapCount {
            if child < heapCount && isBefore(nodes, heap[child + 1], heap[child]) { child += 1 }
            if isBefore(nodes, node, heap[child]) { break }
            heap[place] = heap[child]
            place = child
            child *= 2
        }
        heap[place] = node
    }

    private mutating func leaveHeap(_ node: UInt16) {
        heapEnd -= 1
        heap[heapEnd] = node
    }

    /// Frequencies become codes. Adds the bits that the symbols take to both sums. Answers the tree with its highest symbol.
    private mutating func build(_ tree: Tree) -> Tree {
        var tree = tree
        let nodes = tree.nodes
        heapCount = 0
        heapEnd = Self.heapSize
        tree.highest = -1
        for symbol in 0..<tree.count {
            if nodes[symbol].frequency == 0 {
                nodes[symbol].length = 0
                continue
            }
            heapCount += 1
            heap[heapCount] = UInt16(symbol)
            depths[symbol] = 0
            tree.highest = symbol
        }
        // At least two codes, of one bit.
        while heapCount < 2 {
            var symbol = 0
            if tree.highest < 2 {
                tree.highest += 1
                symbol = tree.highest
            }
            heapCount += 1
            heap[heapCount] = UInt16(symbol)
            nodes[symbol].frequency = 1
            depths[symbol] = 0
            ownBits -= 1
            fixedBits -= fixedBits(tree, symbol)
        }
        var place = heapCount / 2
        while place >= 1 {
            siftDown(nodes, place)
            place -= 1
        }
        var parent = UInt16(tree.count)
        repeat {
            let first = heap[1]
            heap[1] = heap[heapCount]
            heapCount -= 1
            siftDown(nodes, 1)
            let second = heap[1]
            leaveHeap(first)
            leaveHeap(second)
            nodes[Int(parent)].frequency = nodes[Int(first)].frequency &+ nodes[Int(second)].frequency
            depths[Int(parent)] = max(depths[Int(first)], depths[Int(second)]) &+ 1
            nodes[Int(first)].length = parent
            nodes[Int(second)].length = parent
            heap[1] = parent
            parent += 1
            siftDown(nodes, 1)
        } while heapCount >= 2
        leaveHeap(heap[1])
        assignLengths(tree)
        assignCodes(nodes, tree.highest)
        return tree
    }

    /// The length of each symbol's code, from its parent's; too long ones are shortened at the cost of shorter ones.
    private mutating func assignLengths(_ tree: Tree) {
        let nodes = tree.nodes
        var counts = InlineArray<16, Int>(repeating: 0)
        nodes[Int(heap[heapEnd])].length = 0
        var tooLong = 0
        for place in heapEnd + 1..<Self.heapSize {
            let node = Int(heap[place])
            var bits = Int(nodes[Int(nodes[node].length)].length) + 1
            if bits > tree.longest {
                bits = tree.longest
                tooLong += 1
            }
            nodes[node].length = UInt16(bits)
            if node > tree.highest { continue }
            counts[bits] += 1
            let extra = extraBits(tree, node)
            ownBits += Int(nodes[node].frequency) * (bits + extra)
            if tree.count != Self.lengthCount {
                fixedBits += Int(nodes[node].frequency) * (fixedBits(tree, node) + extra)
            }
        }
        if tooLong == 0 { return }
        while tooLong > 0 {
            var bits = tree.longest - 1
            while counts[bits] == 0 { bits -= 1 }
            counts[bits] -= 1
            counts[bits + 1] += 2
            counts[tree.longest] -= 1
            tooLong -= 2
        }
        var place = Self.heapSize
        var bits = tree.longest
        while bits != 0 {
            var left = counts[bits]
            while left != 0 {
                place -= 1
                let node = Int(heap[place])
                if node > tree.highest { continue }
                ownBits += (bits - Int(nodes[node].length)) * Int(nodes[node].frequency)
                nodes[node].length = UInt16(bits)
                left -= 1
            }
            bits -= 1
        }
    }

    /// Codes in the order of their lengths, then of their symbols.
    @inline(never)
    private func assignCodes(_ nodes: UnsafeMutablePointer<Node>, _ highest: Int) {
        var code = 0
        for bits in 1..<16 {
            for symbol in 0...highest where Int(nodes[symbol].length) == bits {
                nodes[symbol].frequency = UInt16(truncatingIfNeeded: Self.reversed(code, bits))
                code += 1
            }
            code &<<= 1
        }
    }

    // MARK: Writing

    /// Ends the block: writes it in whichever of three forms is shortest. `stored` is what it stands for, where that is
    /// still to be had.
    mutating func writeBlock(stored: UnsafeBufferPointer<UInt8>?, isLast: Bool) {
        let last = isLast ? 1 : 0
        literals = build(literals)
        distances = build(distances)
        runs(literals, isWriting: false)
        runs(distances, isWriting: false)
        lengths = build(lengths)
        var order = 18
        while order >= 3 && lengths.nodes[Self.order(order)].length == 0 { order -= 1 }
        ownBits += 3 * (order + 1) + 5 + 5 + 4
        let fixedBytes = (fixedBits + 3 + 7) &>> 3
        let bytes = min((ownBits + 3 + 7) &>> 3, fixedBytes)
        if let stored, stored.count + 4 <= bytes {
            writer.write(last, 3)
            writer.align()
            writer.write(stored.count, 16)
            writer.write(~stored.count & 0xFFFF, 16)
            for byte in stored {
                writer.byte(byte)
                _ = pace.step()
            }
        } else if bytes == fixedBytes {
            writer.write(1 &<< 1 | last, 3)
            // The fixed codes are those that fixed lengths give.
            for symbol in 0..<288 {
                literals.nodes[symbol].length = UInt16(truncatingIfNeeded: Self.fixedLength(symbol))
            }
            for symbol in 0..<Self.distanceCount { distances.nodes[symbol].length = 5 }
            assignCodes(literals.nodes, 287)
            assignCodes(distances.nodes, Self.distanceCount - 1)
            writeSymbols()
        } else {
            writer.write(2 &<< 1 | last, 3)
            writer.write(literals.highest + 1 - 257, 5)
            writer.write(distances.highest + 1 - 1, 5)
            writer.write(order + 1 - 4, 4)
            for index in 0...order { writer.write(Int(lengths.nodes[Self.order(index)].length), 3) }
            runs(literals, isWriting: true)
            runs(distances, isWriting: true)
            writeSymbols()
        }
        beginBlock()
        if isLast { writer.align() }
    }

    /// The order in which the lengths of the codes for lengths are written: RFC 1951, 3.2.7.
    private static func order(_ index: Int) -> Int {
        let order: StaticString =
            "\u{10}\u{11}\u{12}\u{0}\u{8}\u{7}\u{9}\u{6}\u{A}\u{5}\u{B}\u{4}\u{C}\u{3}\u{D}\u{2}\u{E}\u{1}\u{F}"
        return Int(order.utf8Start[index])
    }

    @inline(never)
    private mutating func write(_ tree: Tree, _ symbol: Int) {
        writer.write(Int(tree.nodes[symbol].frequency), Int(tree.nodes[symbol].length))
    }

    /// The lengths of a tree's codes in runs of equal ones: counts or writes the symbols for them.
    @inline(never)
    private mutating func runs(_ tree: Tree, isWriting: Bool) {
        // Symbol 16 repeats the length before, 17 and 18 repeat zero.
        var previous = -1
        var symbol = 0
        while symbol <= tree.highest {
            let length = Int(tree.nodes[symbol].length)
            let most = length == 0 ? 138 : length == previous ? 6 : 7
            var count = 1
            while count < most && symbol + count <= tree.highest
                && Int(tree.nodes[symbol + count].length) == length
            {
                count += 1
            }
            symbol += count
            if count < (length == 0 || length == previous ? 3 : 4) {
                for _ in 0..<count { run(length, isWriting) }
            } else if length != 0 {
                if length != previous {
                    run(length, isWriting)
                    count -= 1
                }
                run(16, isWriting)
                if isWriting { writer.write(count - 3, 2) }
            } else if count <= 10 {
                run(17, isWriting)
                if isWriting { writer.write(count - 3, 3) }
            } else {
                run(18, isWriting)
                if isWriting { writer.write(count - 11, 7) }
            }
            previous = length
        }
    }

    @inline(never)
    private mutating func run(_ symbol: Int, _ isWriting: Bool) {
        if isWriting { write(lengths, symbol) } else { lengths.nodes[symbol].frequency += 1 }
    }

    private mutating func writeSymbols() {
        for index in 0..<count {
            _ = pace.step()
            let place = symbols + index * 3
            let distance = Int(place[0]) | Int(place[1]) &<< 8
            let value = Int(place[2])
            if distance == 0 {
                write(literals, value)
                continue
            }
            let lengthSymbol = Self.lengthSymbol(value)
            write(literals, lengthSymbol)
            let lengthExtra = Self.lengthExtra(lengthSymbol)
            writer.write(value & (1 &<< lengthExtra - 1), lengthExtra)
            let distanceSymbol = Self.distanceSymbol(distance - 1)
            write(distances, distanceSymbol)
            let distanceExtra = Self.distanceExtra(distanceSymbol)
            writer.write((distance - 1) & (1 &<< distanceExtra - 1), distanceExtra)
        }
        write(literals, Self.endOfBlock)
    }
}
