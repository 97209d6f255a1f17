// math: see `Elementary`.
extension Machine {
    /// The function of the numbers in a BIF's arguments. `badarg`: one is no number; `badarith`: it is too large for a float, or the
    /// result is not finite.
    @inline(never)
    private mutating func math(_ a: Arguments, _ function: @convention(thin) (Double) -> Double) -> Term {
        guard let x = mathOperand(a[0]) else { return .none }
        return makeFloat(function(x), live: live)
    }

    @inline(never)
    private mutating func math(_ a: Arguments, _ function: @convention(thin) (Double, Double) -> Double) -> Term {
        guard let x = mathOperand(a[0]), let y = mathOperand(a[1]) else { return .none }
        return makeFloat(function(x, y), live: live)
    }

    /// A number as a double; nil: `badarg`, or `badarith` for an integer that is too large.
    private mutating func mathOperand(_ term: Term) -> Double? {
        if let value = double(term) { return value }
        _ = fail(term.isNumber ? .badarith : .badarg)
        return nil
    }

    mutating func math_sin_1(_ a: Arguments) -> Term { math(a) { Elementary.sin($0) } }
    mutating func math_cos_1(_ a: Arguments) -> Term { math(a) { Elementary.cos($0) } }
    mutating func math_tan_1(_ a: Arguments) -> Term { math(a) { Elementary.tan($0) } }
    mutating func math_asin_1(_ a: Arguments) -> Term { math(a) { Elementary.asin($0) } }
    mutating func math_acos_1(_ a: Arguments) -> Term { math(a) { Elementary.acos($0) } }
    mutating func math_atan_1(_ a: Arguments) -> Term { math(a) { Elementary.atan($0) } }
    mutating func math_sinh_1(_ a: Arguments) -> Term { math(a) { Elementary.sinh($0) } }
    mutating func math_cosh_1(_ a: Arguments) -> Term { math(a) { Elementary.cosh($0) } }
    mutating func math_tanh_1(_ a: Arguments) -> Term { math(a) { Elementary.tanh($0) } }
    mutating func math_asinh_1(_ a: Arguments) -> Term { math(a) { Elementary.asinh($0) } }
    mutating func math_acosh_1(_ a: Arguments) -> Term { math(a) { Elementary.acosh($0) } }
    mutating func math_atanh_1(_ a: Arguments) -> Term { math(a) { Elementary.atanh($0) } }
    mutating func math_exp_1(_ a: Arguments) -> Term { math(a) { Elementary.exp($0) } }
    mutating func math_log_1(_ a: Arguments) -> Term { math(a) { Elementary.log($0) } }
    mutating func math_log2_1(_ a: Arguments) -> Term { math(a) { Elementary.log2($0) } }
    mutating func math_log10_1(_ a: Arguments) -> Term { math(a) { Elementary.log10($0) } }
    mutating func math_sqrt_1(_ a: Arguments) -> Term { math(a) { $0.squareRoot() } }
    mutating func math_erf_1(_ a: Arguments) -> Term { math(a) { Elementary.erf($0) } }
    mutating func math_erfc_1(_ a: Arguments) -> Term { math(a) { Elementary.erfc($0) } }
    mutating func math_ceil_1(_ a: Arguments) -> Term { math(a) { $0.wholeValue(.up) } }
    mutating func math_floor_1(_ a: Arguments) -> Term { math(a) { $0.wholeValue(.down) } }
    mutating func math_atan2_2(_ a: Arguments) -> Term { math(a) { Elementary.atan2($0, $1) } }
    mutating func math_pow_2(_ a: Arguments) -> Term { math(a) { Elementary.pow($0, $1) } }
    mutating func math_fmod_2(_ a: Arguments) -> Term { math(a) { Elementary.fmod($0, $1) } }

    mutating func math_pi_0() -> Term { makeFloat(3.14159265358979323846, live: 0) }
    mutating func math_tau_0() -> Term { makeFloat(6.28318530717958647692, live: 0) }
}
