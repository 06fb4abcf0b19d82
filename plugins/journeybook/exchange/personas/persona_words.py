"""What labels of personas mean, in nine languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from journeybook.exchange.tables.header_words import Meaning, plain_label

PERSONA_WORDS: Mapping[str, str] = {
    "title": "name, full name, persona name, vorname, nom, nombre, nome, الاسم, اسم, 姓名, 名字, 名前, 氏名, 이름",
    "role": "role, occupation, job, job title, profession, title, position, rolle, beruf, stelle, métier, poste, rôle, "
    "ocupación, profesión, puesto, ocupação, profissão, cargo, المهنة, الوظيفة, الدور, 职业, 職業, 角色, 役割, 직업, 직무, 역할",
    "quote": "quote, key quote, in their words, verbatim, zitat, citation, cita, citação, اقتباس, 引述, 原话, 引用, 名言, 인용, 한마디",
    "summary": "summary, bio, biography, background, about, about the persona, overview, description, profile, who they are, story, "
    "zusammenfassung, hintergrund, beschreibung, kurzprofil, biographie, contexte, résumé, présentation, biografía, resumen, "
    "descripción, biografia, resumo, descrição, perfil, نبذة, الخلفية, ملخص, 简介, 背景, 概要, 紹介, プロフィール, 소개, 배경, 요약",
    "goals": "goal, goals, objectives, jobs to be done, jtbd, aims, ziel, ziele, but, buts, objectif, objectifs, objetivo, objetivos, "
    "metas, هدف, الأهداف, أهداف, 目标, 目標, ゴール, 목표",
    "needs": "need, needs, requirements, user needs, bedürfnis, bedürfnisse, bedarf, besoin, besoins, necesidad, necesidades, "
    "necessidade, necessidades, احتياجات, الاحتياجات, 需求, ニーズ, 니즈, 필요",
    "desires": "desires, wants, wishes, hopes, dreams, expectations, wünsche, erwartungen, désirs, souhaits, attentes, deseos, "
    "expectativas, desejos, رغبات, التوقعات, 期望, 愿望, 願望, 要望, 기대, 바람",
    "motivations": "motivation, motivations, motivators, drivers, what drives them, motive, antrieb, motivaciones, motivación, "
    "motivação, motivações, دوافع, الدوافع, 动机, 動機, モチベーション, 동기",
    "struggles": "struggle, struggles, frustration, frustrations, pain, pains, pain point, pain points, challenge, challenges, barriers, "
    "obstacles, problems, fears, worries, concerns, herausforderungen, frust, schmerzpunkte, probleme, hürden, ängste, "
    "difficultés, freins, problèmes, points de douleur, peurs, frustraciones, dolores, problemas, retos, miedos, frustrações, dores, "
    "desafios, medos, إحباطات, التحديات, المشاكل, نقاط الألم, 痛点, 痛點, 挑战, 困难, 悩み, 課題, 不満, 고충, 불편, 어려움, 좌절",
    "behaviours": "behaviour, behaviours, behavior, behaviors, habits, digital behavior, digital behaviour, typical day, a day in the life, "
    "does, activities, verhalten, gewohnheiten, comportement, comportements, habitudes, comportamiento, comportamientos, hábitos, "
    "comportamento, comportamentos, سلوك, السلوك, عادات, 行为, 习惯, 行動, 習慣, 행동, 습관",
    "demographics": "demographics, demographic, age, gender, sex, location, lives in, city, country, education, income, salary, family, "
    "family status, marital status, household, employer, company, industry, nationality, language, languages, experience, "
    "demografie, alter, geschlecht, wohnort, ort, ausbildung, bildung, einkommen, familie, familienstand, arbeitgeber, branche, "
    "démographie, âge, sexe, lieu, ville, formation, revenu, famille, situation familiale, datos demográficos, edad, género, "
    "ubicación, ciudad, educación, ingresos, familia, estado civil, dados demográficos, idade, gênero, localização, cidade, "
    "educação, renda, família, العمر, الجنس, الموقع, المدينة, التعليم, الدخل, العائلة, 年龄, 年齡, 性别, 地点, 城市, 学历, 收入, 家庭, "
    "年齢, 性別, 居住地, 学歴, 年収, 家族, 나이, 연령, 성별, 거주지, 학력, 소득, 가족",
    "psychographics": "psychographics, values, personality, traits, attitude, attitudes, interests, hobbies, lifestyle, technical skill, "
    "technical skills, technology level, tech proficiency, tech savviness, digital skills, devices, device, werte, persönlichkeit, "
    "einstellung, interessen, hobbys, technikaffinität, geräte, valeurs, personnalité, intérêts, loisirs, valores, personalidad, "
    "intereses, aficiones, personalidade, interesses, القيم, الشخصية, الاهتمامات, 价值观, 性格, 兴趣, 価値観, 趣味, 가치관, 성격, 취미",
}
"""The labels of fields of a persona, separated by commas."""

PERSONA = re.compile(r"persona|شخصية|用户画像|使用者畫像|人物角色|ペルソナ|페르소나", re.IGNORECASE)
"""The word for a persona, in a name or a heading."""


@cache
def _table() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for field, words in PERSONA_WORDS.items():
        for word in words.split(", "):
            found.setdefault(plain_label(word), field)
    return found


def persona_meaning_of(label: str) -> Meaning | None:
    """The field of a persona that a label stands for; only whole labels count.

    Labels of facts, such as `Age`, stand for `demographics` or `psychographics`.
    """
    found = _table().get(plain_label(label))
    return Meaning(found) if found else None
