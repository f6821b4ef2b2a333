#include "support.h"

#include "model/question/secret.h"

static bool is_secret(struct world *w, const char *fields)
{
    form_of(w, fields);
    return secret_field(w->form->root->children[0]);
}

static void a_password_is_known_by_key_label_or_other_spelling(void **state)
{
    struct world *w = *state;
    assert_true(is_secret(w, "fields:\n  - {key: password}\n"));
    assert_true(is_secret(w, "fields:\n  - {key: pw, label: 文書のパスワード}\n"));
    assert_true(is_secret(w, "fields:\n  - {key: pw, label: 鍵, also: [ＰａｓｓＷｏｒｄ]}\n"));
    assert_false(is_secret(w, "fields:\n  - {key: word, label: 語, also: [pass]}\n"));
}

static void its_word_is_measured_in_bytes(void **state)
{
    (void)state;
    assert_int_equal(secret_word("PASSWORD: x", 11), 8);
    assert_int_equal(secret_word("パスワード", strlen("パスワード")), strlen("パスワード"));
    assert_int_equal(secret_word("passwor", 7), 0);
    assert_int_equal(secret_word("", 0), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_password_is_known_by_key_label_or_other_spelling),
        TEST(its_word_is_measured_in_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
