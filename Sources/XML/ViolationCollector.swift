import CXML2

/// Receives libxml2's structured errors during one call; it must outlive that call.
final class ViolationCollector {
    private(set) var violations: [SchemaViolation] = []

    /// What libxml2 hands back to `record`; it holds no reference.
    var reference: UnsafeMutableRawPointer { unsafe Unmanaged.passUnretained(self).toOpaque() }

    /// `xmlStructuredErrorFunc`.
    static let record: @convention(c) (UnsafeMutableRawPointer?, xmlErrorPtr?) -> Void = { reference, error in
        guard let reference = unsafe reference, let error = unsafe error?.pointee else { return }
        let collector = unsafe Unmanaged<ViolationCollector>.fromOpaque(reference).takeUnretainedValue()
        let message = unsafe error.message.map { unsafe String(cString: $0) } ?? ""
        collector.violations.append(
            SchemaViolation(line: unsafe Int(error.line), message: String(message.drop { $0 == "\n" })))
    }
}
