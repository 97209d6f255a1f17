import Foundation
import Testing

@testable import BeamletVM

/// `math`'s functions beside the C library's, which is off by a unit of the last place or two itself.
@Suite struct ElementaryTests {
    private struct Function {
        var name: String
        var own: (Double) -> Double
        var library: (Double) -> Double
        /// Units of the last place that the two may differ by.
        var tolerance: Int64 = 2
    }

    private static var functions: [Function] {
        [
            Function(name: "exp", own: Elementary.exp, library: { exp($0) }),
            Function(name: "log", own: Elementary.log, library: { log($0) }),
            Function(name: "log2", own: Elementary.log2, library: { log2($0) }),
            Function(name: "log10", own: Elementary.log10, library: { log10($0) }),
            Function(name: "sin", own: Elementary.sin, library: { sin($0) }),
            Function(name: "cos", own: Elementary.cos, library: { cos($0) }),
            Function(name: "tan", own: Elementary.tan, library: { tan($0) }),
            Function(name: "asin", own: Elementary.asin, library: { asin($0) }),
            Function(name: "acos", own: Elementary.acos, library: { acos($0) }),
            Function(name: "atan", own: Elementary.atan, library: { atan($0) }),
            Function(name: "sinh", own: Elementary.sinh, library: { sinh($0) }),
            Function(name: "cosh", own: Elementary.cosh, library: { cosh($0) }),
            Function(name: "tanh", own: Elementary.tanh, library: { tanh($0) }),
            Function(name: "asinh", own: Elementary.asinh, library: { asinh($0) }),
            Function(name: "acosh", own: Elementary.acosh, library: { acosh($0) }, tolerance: 3),
            Function(name: "atanh", own: Elementary.atanh, library: { atanh($0) }),
            Function(name: "erf", own: Elementary.erf, library: { erf($0) }),
            Function(name: "erfc", own: Elementary.erfc, library: { erfc($0) }, tolerance: 6),
        ]
    }

    /// How far apart two doubles are, in units of the last place; both undefined or infinite: 0.
    private func distance(_ a: Double, _ b: Double) -> Int64 {
        if a == b || !a.isFinite && !b.isFinite { return 0 }
        guard a.isFinite, b.isFinite, a.sign == b.sign else { return .max }
        return abs(Int64(bitPattern: a.bitPattern) - Int64(bitPattern: b.bitPattern))
    }

    private static func arguments(_ count: Int) -> [Double] {
        var random = SeededGenerator(96)
        var arguments: [Double] = [
            0, -0.0, 1, -1, 0.5, 2, 3, 10, 1000, .greatestFiniteMagnitude, .leastNonzeroMagnitude,
        ]
        for _ in 0..<count {
            arguments.append(Double.random(in: -1...1, using: &random))
            arguments.append(Double.random(in: -30...30, using: &random))
            arguments.append(Double.random(in: 0...800, using: &random))
            arguments.append(Double(bitPattern: random.next()))
        }
        return arguments.filter { $0.isFinite }
    }

    @Test func functionsOfOneNumber() {
        for x in Self.arguments(1000) {
            for function in Self.functions {
                let own = function.own(x)
                let library = function.library(x)
                #expect(
                    distance(own, library) <= function.tolerance,
                    "\(function.name)(\(x)): \(own), the library's \(library)"
                )
            }
        }
    }

    @Test func functionsOfTwoNumbers() {
        let arguments = Self.arguments(400)
        for (x, y) in zip(arguments, arguments.reversed()) {
            #expect(distance(Elementary.pow(x, y), pow(x, y)) <= 1, "pow(\(x), \(y))")
            #expect(distance(Elementary.pow(x, (y / 4).rounded()), pow(x, (y / 4).rounded())) <= 1, "pow(\(x), whole)")
            #expect(distance(Elementary.atan2(x, y), atan2(x, y)) <= 1, "atan2(\(x), \(y))")
            #expect(distance(Elementary.fmod(x, y), fmod(x, y)) == 0, "fmod(\(x), \(y))")
        }
    }

    @Test func exactResults() {
        for power in 0...22 {
            #expect(Elementary.log10(pow(10, Double(power))) == Double(power))
            #expect(Elementary.pow(10, Double(power)) == Double("1e\(power)"))
        }
        for power in -1074...1023 { #expect(Elementary.log2(scalbn(1, power)) == Double(power)) }
    }
}
