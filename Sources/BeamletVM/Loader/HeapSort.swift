/// Sorts in place in O(n log n) whatever the order was before: tables of a file from outside may have any.
enum HeapSort {
    /// Sorts `count` elements, which only `isLess` and `swap` touch, by their indices. Not stable.
    @inline(__always)
    static func sort(_ count: Int, isLess: (Int, Int) -> Bool, swap: (Int, Int) -> Void) {
        var start = count / 2
        var end = count
        while end > 1 {
            if start > 0 {
                start -= 1
            } else {
                end -= 1
                swap(0, end)
            }
            var root = start
            while root * 2 + 1 < end {
                var child = root * 2 + 1
                if child + 1 < end && isLess(child, child + 1) { child += 1 }
                if !isLess(root, child) { break }
                swap(root, child)
                root = child
            }
        }
    }
}
