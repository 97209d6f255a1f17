/// Sizes in bytes as people write them.
enum SizeText {
    /// Reads `8192`, `8K`, `1M` (also `8k`, `8KB`, `8KiB`; a K is 1,024 bytes); nil for anything else and for 0.
    static func parse(_ text: String) -> UInt32? {
        var digits = text.lowercased()
        var factor: UInt64 = 1
        for (letter, scale) in [("k", UInt64(1) << 10), ("m", 1 << 20), ("g", 1 << 30)] {
            for suffix in [letter, letter + "b", letter + "ib"] where digits.hasSuffix(suffix) {
                digits.removeLast(suffix.count)
                factor = scale
                break
            }
            if factor > 1 { break }
        }
        let isNumber = !digits.isEmpty && digits.count <= 10 && digits.allSatisfy { ("0"..."9").contains($0) }
        guard isNumber, let number = UInt64(digits), number > 0 else { return nil }
        let (bytes, overflow) = number.multipliedReportingOverflow(by: factor)
        return overflow ? nil : UInt32(exactly: bytes)
    }

    /// `128 KB`, `4 MB`, `1,234 bytes`: the largest unit that divides it.
    static func text(_ bytes: Int) -> String {
        if bytes > 0, bytes % (1 << 20) == 0 { return "\(bytes >> 20) MB" }
        if bytes > 0, bytes % (1 << 10) == 0 { return "\(bytes >> 10) KB" }
        return "\(grouped(bytes)) bytes"
    }

    /// A number with a comma after each three digits.
    static func grouped(_ number: Int) -> String {
        var text = ""
        for (index, digit) in String(abs(number)).reversed().enumerated() {
            if index > 0, index % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return (number < 0 ? "-" : "") + String(text.reversed())
    }
}
