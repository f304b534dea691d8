import DataMatrix
import Foundation
import Testing
import ToolKit

/// Two decoders that nobody here wrote: dmtxread, of the library that encodes, and zxing-cpp, which knows nothing of it.
enum DataMatrixJudges {
    /// Prints what each picture says, in hexadecimal, one line a file; `-` for a picture with no symbol or several.
    private static let script = """
        import sys, zxingcpp
        from PIL import Image
        for name in sys.argv[1:]:
            found = zxingcpp.read_barcodes(Image.open(name).convert("L"), formats=zxingcpp.BarcodeFormat.DataMatrix)
            print(found[0].bytes.hex() if len(found) == 1 else "-")
        """

    /// What zxing-cpp reads from each of some pictures.
    static func zxing(_ pictures: [String], in folder: ScratchFolder) async throws -> [String] {
        let program = try folder.write(script.utf8, to: "zxing.py")
        let verdict = try await Tool.run(ForeignTools.judges + "/python", [program] + pictures)
        #expect(verdict.status == 0, "\(verdict.output)")
        return verdict.output.split(separator: "\n").map(String.init)
    }

    /// What dmtxread reads from a picture, the separators kept; it stops at the first symbol and after ten seconds.
    static func dmtxread(_ picture: String) async throws -> String {
        let verdict = try await Tool.run("dmtxread", ["-N1", "-m10000", picture])
        return Data(verdict.output.utf8).map { byte in
            let digits = String(byte, radix: 16)
            return byte < 16 ? "0" + digits : digits
        }.joined()
    }

    /// The content as both tell it.
    static func hexadecimal(_ text: String) -> String {
        text.utf8.map { $0 < 16 ? "0" + String($0, radix: 16) : String($0, radix: 16) }.joined()
    }

    /// Draws a vector picture as pixels at so many dots per inch.
    static func rasterised(_ svg: String, _ name: String, dotsPerInch: Int, in folder: ScratchFolder) async throws
        -> String
    {
        let source = try folder.write(svg.utf8, to: name + ".svg")
        let picture = "\(folder.path)/\(name)-\(dotsPerInch).png"
        let verdict = try await Tool.run(
            "rsvg-convert", ["--dpi-x", "\(dotsPerInch)", "--dpi-y", "\(dotsPerInch)", "-o", picture, source])
        #expect(verdict.status == 0, "\(verdict.output)")
        return picture
    }

    /// The same picture with each dot drawn twice as wide and high.
    static func doubled(_ picture: String) async throws -> String {
        let double = picture.replacingOccurrences(of: ".png", with: "-double.png")
        let line =
            "import sys; from PIL import Image; i = Image.open(sys.argv[1]).convert('L'); "
            + "i.resize((2 * i.width, 2 * i.height), Image.NEAREST).save(sys.argv[2])"
        let verdict = try await Tool.run(ForeignTools.judges + "/python", ["-c", line, picture, double])
        #expect(verdict.status == 0, "\(verdict.output)")
        return double
    }
}
