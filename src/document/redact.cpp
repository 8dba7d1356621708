#include "document/redact.h"

#include <algorithm>
#include <set>

#include "base/result.h"

namespace entente::document {
namespace {

enum class Fate { nothing = 0, withheld, released };

class Copyist {
 public:
  Copyist(std::string_view text, const std::vector<Segment>& segments, const Document& document, const Redaction& redaction)
      : text_(text), segments_(segments), document_(document), redaction_(redaction) {
    CHECK(redaction.released.size() == document.portions.size());
    CHECK(document.portion_of.size() == segments.size());
    find_line_end();
    find_tables();
  }

  std::string copy() {
    out_.reserve(text_.size() + 1024);
    frame();
    gap_ = Gap::one_line;
    for (std::size_t i = 0; i < segments_.size();) i = segments_[i].table != 0 && mixed(i) ? table_line(i) : piece(i);
    gap_ = Gap::one_line;
    frame();
    return std::move(out_);
  }

 private:
  // What stands between the last text written and the next.
  enum class Gap { as_written = 0, one_line };

  [[nodiscard]] Fate fate(std::size_t i) const {
    const auto portion = document_.portion_of[i];
    if (portion == 0) return Fate::nothing;
    return redaction_.released[portion - 1] ? Fate::released : Fate::withheld;
  }

  // That of the first released line, so that it tells nothing of the others.
  void find_line_end() {
    for (std::size_t i = 0; i < segments_.size(); ++i) {
      if (fate(i) != Fate::released || !segments_[i].ends_line) continue;
      const auto bytes = segments_[i].bytes(text_);
      line_end_ = bytes.ends_with("\r\n") ? "\r\n" : bytes.ends_with('\r') ? "\r" : "\n";
      return;
    }
  }

  struct Table {
    bool any_released = false;
    bool any_withheld = false;
  };

  void find_tables() {
    for (std::size_t i = 0; i < segments_.size(); ++i) {
      const auto number = segments_[i].table;
      if (number == 0) continue;
      if (tables_.size() <= number) tables_.resize(number + 1);
      tables_[number].any_released = tables_[number].any_released || fate(i) == Fate::released;
      tables_[number].any_withheld = tables_[number].any_withheld || fate(i) == Fate::withheld;
    }
  }

  // A table of which something is withheld is set anew; the others are copied like any text.
  [[nodiscard]] bool mixed(std::size_t i) const { return tables_[segments_[i].table].any_withheld; }

  [[nodiscard]] bool hides() const { return redaction_.withheld == Withheld::hide; }

  void frame() {
    for (const auto& line : redaction_.heading) {
      if (!out_.empty()) open_gap();
      end_line(line);
      gap_ = Gap::one_line;
    }
  }

  void end_line(std::string_view line) {
    out_ += line;
    out_ += line_end_;
  }

  // One line end, wherever the last text ended. Never completes a lone CR to CR LF, which would be no new line.
  void blank_line() {
    if (line_end_ == "\n" && out_.ends_with('\r')) out_ += line_end_;
    out_ += line_end_;
  }

  void open_gap() {
    if (out_.empty()) return;
    if (!out_.ends_with('\n') && !out_.ends_with('\r')) out_ += line_end_;
    if (gap_ == Gap::one_line) {
      blank_line();
    } else {
      out_ += between_;
    }
    between_.clear();
    gap_ = Gap::as_written;
  }

  void disturb_gap() {
    gap_ = Gap::one_line;
    between_.clear();
  }

  std::size_t piece(std::size_t i) {
    switch (fate(i)) {
      case Fate::released:
        if (starts_line(i)) open_gap();
        out_ += segments_[i].bytes(text_);
        break;
      case Fate::withheld:
        withhold(document_.portion_of[i]);
        break;
      case Fate::nothing:
        pass_over(i);
        break;
    }
    return i + 1;
  }

  [[nodiscard]] bool starts_line(std::size_t i) const { return i == 0 || segments_[i - 1].ends_line; }

  // Blank lines, rules, empty fences and empty tables stand between two released pieces as they were; banner lines leave nothing.
  void pass_over(std::size_t i) {
    const auto& segment = segments_[i];
    if (segment.table != 0 &&
        tables_[segment.table].any_released) {  // an empty cell or the dashes of a table that goes as a whole
      if (starts_line(i)) open_gap();
      out_ += segment.bytes(text_);
    } else if (segment.kind != SegmentKind::blank && shows_something(segment)) {
      disturb_gap();
    } else if (gap_ == Gap::as_written) {
      between_ += segment.kind == SegmentKind::blank ? without_invisible(segment) : segment.bytes(text_);
    }
  }

  static bool shows_something(const Segment& segment) {
    return segment.kind != SegmentKind::rule && segment.content_begin < segment.content_end;
  }

  // Characters that show nothing may still say something.
  [[nodiscard]] std::string_view without_invisible(const Segment& segment) const {
    return segment.content_begin == segment.content_end ? segment.bytes(text_)
                                                        : text_.substr(segment.content_end, segment.end - segment.content_end);
  }

  void withhold(std::uint32_t portion) {
    disturb_gap();
    if (hides() || portion == last_withheld_) return;
    last_withheld_ = portion;
    open_gap();
    end_line(kNeutralLine);
    gap_ = Gap::one_line;
  }

  // One line of a table of which something is withheld; how far above it the text stood does not show. With `hide`, lines that
  // would show nothing go, and so does a table.
  std::size_t table_line(std::size_t begin) {
    auto end = begin;
    while (end < segments_.size() && (end == begin || !segments_[end - 1].ends_line)) ++end;
    const bool is_header = starts_table(begin);
    const bool shows = is_header || segments_[begin].kind == SegmentKind::delimiter || any(begin, end, Fate::released) ||
                       !any(begin, end, Fate::withheld);
    if (is_header) columns_ = end - begin;
    if (hides() && (!shows || !tables_[segments_[begin].table].any_released)) {
      disturb_gap();
      return end;
    }
    if (is_header) {
      disturb_gap();
      open_gap();
    } else if (!out_.ends_with('\n') && !out_.ends_with('\r')) {
      out_ += line_end_;
    }
    if (any(begin, end, Fate::released))
      out_ += text_.substr(segments_[begin].begin, segments_[begin].marker_end - segments_[begin].begin);
    end_line(segments_[begin].kind == SegmentKind::delimiter ? dashes() : row(begin, end));
    disturb_gap();
    return end;
  }

  [[nodiscard]] bool starts_table(std::size_t i) const { return i == 0 || segments_[i - 1].table != segments_[i].table; }

  [[nodiscard]] bool any(std::size_t begin, std::size_t end, Fate wanted) const {
    for (auto i = begin; i < end; ++i) {
      if (fate(i) == wanted) return true;
    }
    return false;
  }

  [[nodiscard]] std::string dashes() const {
    std::string line = "|";
    for (std::size_t i = 0; i < columns_; ++i) line += " --- |";
    return line;
  }

  [[nodiscard]] std::string row(std::size_t begin, std::size_t end) const {
    std::string line = "|";
    for (auto i = begin; i < end; ++i) {
      if (fate(i) == Fate::released) line.append(" ").append(segments_[i].content(text_));
      if (fate(i) == Fate::withheld && !hides()) line.append(" ").append(kNeutralLine);
      line += " |";
    }
    return line;
  }

  std::string_view text_;
  const std::vector<Segment>& segments_;
  const Document& document_;
  const Redaction& redaction_;
  std::string out_;
  std::string line_end_ = "\n";
  std::string between_;  // blank lines and rules since the last released text, while nothing else came between
  Gap gap_ = Gap::as_written;
  std::uint32_t last_withheld_ = 0;
  std::vector<Table> tables_{1};
  std::size_t columns_ = 0;
};

}  // namespace

std::string redact(std::string_view text, const std::vector<Segment>& segments, const Document& document,
                   const Redaction& redaction) {
  return Copyist(text, segments, document, redaction).copy();
}

}  // namespace entente::document
