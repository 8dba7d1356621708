#include "decision/lanes.h"

#include <bit>

#include "base/result.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace entente::decision {
namespace {

Tally and_portable(const Rows& rows, const std::uint64_t* weights, std::size_t words, std::uint64_t* out) {
  Tally tally;
  for (std::size_t at = 0; at < words; ++at) {
    const std::uint64_t both = rows[0][at] & rows[1][at] & rows[2][at] & rows[3][at];
    out[at] = both;
    tally.set += static_cast<std::uint64_t>(std::popcount(both));
    tally.weighed += both * weights[at];
  }
  return tally;
}

#if defined(__x86_64__)

template <class Wide>
const Wide* wide(const std::uint64_t* words) {
  return reinterpret_cast<const Wide*>(words);  // the loads below are unaligned ones
}

// No 64-bit product and no count of bits in these lanes: both are made of the words that were just stored.
__attribute__((target("avx2,popcnt"))) Tally and_avx2(const Rows& rows, const std::uint64_t* weights, std::size_t words,
                                                      std::uint64_t* out) {
  constexpr std::size_t kWords = 4;
  Tally tally;
  for (std::size_t at = 0; at < words; at += kWords) {
    const __m256i first =
        _mm256_and_si256(_mm256_loadu_si256(wide<__m256i>(rows[0] + at)), _mm256_loadu_si256(wide<__m256i>(rows[1] + at)));
    const __m256i second =
        _mm256_and_si256(_mm256_loadu_si256(wide<__m256i>(rows[2] + at)), _mm256_loadu_si256(wide<__m256i>(rows[3] + at)));
    const __m256i both = _mm256_and_si256(first, second);
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(out + at), both);
    if (_mm256_testz_si256(both, both) != 0) continue;
    for (std::size_t word = at; word < at + kWords; ++word) {
      tally.set += static_cast<std::uint64_t>(_mm_popcnt_u64(out[word]));
      tally.weighed += out[word] * weights[word];
    }
  }
  return tally;
}

__attribute__((target("avx512f,avx512dq,avx512vpopcntdq"))) Tally and_avx512(const Rows& rows, const std::uint64_t* weights,
                                                                             std::size_t words, std::uint64_t* out) {
  constexpr std::size_t kWords = 8;
  __m512i set = _mm512_setzero_si512();
  __m512i weighed = _mm512_setzero_si512();
  for (std::size_t at = 0; at < words; at += kWords) {
    const __m512i first = _mm512_and_si512(_mm512_loadu_si512(rows[0] + at), _mm512_loadu_si512(rows[1] + at));
    const __m512i both =
        _mm512_and_si512(_mm512_and_si512(first, _mm512_loadu_si512(rows[2] + at)), _mm512_loadu_si512(rows[3] + at));
    _mm512_storeu_si512(out + at, both);
    set = _mm512_add_epi64(set, _mm512_popcnt_epi64(both));
    weighed = _mm512_add_epi64(weighed, _mm512_mullo_epi64(both, _mm512_loadu_si512(weights + at)));
  }
  return {static_cast<std::uint64_t>(_mm512_reduce_add_epi64(set)), static_cast<std::uint64_t>(_mm512_reduce_add_epi64(weighed))};
}

#endif

}  // namespace

bool has_lanes(Lanes lanes) {
  switch (lanes) {
    case Lanes::portable:
      return true;
#if defined(__x86_64__)
    case Lanes::avx2:
      return __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("popcnt") != 0;
    case Lanes::avx512:
      return __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512dq") != 0 &&
             __builtin_cpu_supports("avx512vpopcntdq") != 0;
#else
    case Lanes::avx2:
    case Lanes::avx512:
      return false;
#endif
  }
  return false;
}

Lanes widest_lanes() {
  if (has_lanes(Lanes::avx512)) return Lanes::avx512;
  return has_lanes(Lanes::avx2) ? Lanes::avx2 : Lanes::portable;
}

Tally and_rows(Lanes lanes, const Rows& rows, const std::uint64_t* weights, std::size_t words, std::uint64_t* out) {
  CHECK(words % kLaneWords == 0 && has_lanes(lanes));
#if defined(__x86_64__)
  if (lanes == Lanes::avx512) return and_avx512(rows, weights, words, out);
  if (lanes == Lanes::avx2) return and_avx2(rows, weights, words, out);
#endif
  return and_portable(rows, weights, words, out);
}

}  // namespace entente::decision
